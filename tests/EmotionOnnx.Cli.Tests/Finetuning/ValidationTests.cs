using System.Diagnostics;
using System.Text.Json.Nodes;
using EmotionOnnx.Cli.Tests.Support;

namespace EmotionOnnx.Cli.Tests.Finetuning;

/// <summary><c>--folds</c> and <c>--repeats</c>.</summary>
public sealed class ValidationTests : IDisposable
{
    private readonly FinetuneFiles _files = new();

    public void Dispose() => _files.Dispose();

    [UnixFact]
    public void Folds_are_told_one_by_one_and_then_with_mean_and_deviation()
    {
        CommandResult result = _files.Run("--folds", "3").Expect(0);
        Assert.Contains("3 folds of train and dev (9 texts)", result.Error);
        Assert.Contains("run 1 of 4: fold 1 (seed 1): 3 texts to train on, 3 for dev, measured on 3 that it does not see", result.Error);
        Assert.Contains("run 4 of 4: the model (seed 1): 6 texts to train on, 3 for dev, measured on dev", result.Error);
        Assert.Contains("they flatter. Those of the folds, above, are honest.", Flat(result.Output));
        Assert.Contains("Those of the folds, below, are of texts that the measured models had not seen.", File.ReadAllText($"{_files.Model}.report.md"));
        Assert.Matches(@"fold 3: macro F1 \d\.\d{4}, micro F1 \d\.\d{4}, exact match \d\.\d{4}, trained in 0:00:\d\d", result.Error);
        Assert.Matches(@"fold 2\s+1\s+3\s+\d\.\d{4}", result.Output);
        Assert.Matches(@"mean\s+\d\.\d{4}", result.Output);
        Assert.Matches(@"deviation\s+\d\.\d{4}", result.Output);
        Assert.Matches(@"all folds together\s+9\s+\d\.\d{4}", result.Output);
        Assert.Contains("Each fold's figures are of the texts that its run held out, with epoch, thresholds and temperature from a dev split of its own.", Flat(result.Output));
        Assert.Contains("--folds 3", File.ReadAllText(Path.Combine(_files.Model, "README.md")));
        Emotion.Run("model", "verify", _files.Model).Expect(0);
    }

    [UnixFact]
    public void Repeats_without_a_test_split_say_that_they_flatter()
    {
        CommandResult result = _files.Run("--config", _files.Write("recipe.json", """{"repeats": 2, "seed": 4}""")).Expect(0);
        Assert.Contains("run 1 of 2: seed 5: ", result.Error);
        Assert.Contains("run 2 of 2: seed 4: ", result.Error);
        Assert.Contains("they flatter, and only their deviation tells something", Flat(result.Output));
        Assert.DoesNotContain("all folds together", result.Output);
    }

    [UnixFact]
    public void A_split_column_may_name_dev_and_test_and_test_stays_whole()
    {
        string rows = string.Concat(Enumerable.Range(0, 20).Select(i => $"{(i % 2 == 0 ? "happy" : "sad")} {i},{(i % 2 == 0 ? "joy" : "sadness")},{(i < 4 ? "test" : i < 8 ? "dev" : "train")}\n"));
        _files.Write("all.csv", $"text,labels,part\nangry,anger,train\nvery angry,anger,train\nthe angry,anger,train\nangry !,anger,dev\nangry angry,anger,train\n{rows}");
        string[] arguments = ["finetune", "--train", _files["all.csv"], "--split-column", "part", "--base", _files.Bundle, "--max-tokens", "16", "--label-file", _files["labels.txt"], "--trainer", $"sh '{_files["trainer.sh"]}' {{request}}", "-o", _files.Model, "--folds", "2"];
        CommandResult result = Emotion.Run(arguments).Expect(0);
        Assert.Contains("2 folds of train and dev (21 texts)", result.Error);
        Assert.Contains("test is left alone, the model at the end is measured on it", result.Error);
        Assert.Contains("run 3 of 3: the model (seed 1): 16 texts to train on, 5 for dev, measured on 4 that it does not see", result.Error);
    }

    [UnixFact]
    public void A_fold_that_lacks_a_label_stops_before_the_trainer_and_may_be_let_pass()
    {
        _files.Write("labels.txt", "joy\nsadness\nanger\nfear\n");
        _files.Write("train.csv", FinetuneFiles.Csv + "the !,fear\n");
        _files.Trainer(first: "touch $W/ran");
        CommandResult result = _files.Run("--folds", "2").Expect(3);
        Assert.Matches(@"stop: fold [12] of 2 \(its test is the fold held out\): the label 'fear' is in dev or test and never in train", result.Error);
        Assert.False(File.Exists(_files["ran"]));
    }

    [UnixFact]
    public void Interrupted_in_a_fold_it_says_what_is_kept_and_goes_on()
    {
        _files.Trainer(first: "case $OUT in *fold-2/*) ;; *) echo $OUT >> $W/others;; esac", inTheMiddle: """
            case $OUT in
              *fold-2/*) if [ ! -f $OUT/checkpoint.pt ]; then
                trap 'echo state > $OUT/checkpoint.pt; exit 130' TERM
                touch $W/running
                while true; do sleep 0.05; done
              fi;;
            esac
            """);
        using Process process = EmotionProcess.Start(_files.Arguments("--folds", "3"));
        Assert.True(SpinWait.SpinUntil(() => File.Exists(_files["running"]), TimeSpan.FromMinutes(1)), "The trainer did not start.");
        EmotionProcess.Signal(process, "INT");
        CommandResult stopped = EmotionProcess.End(process).Expect(130);
        Assert.Contains($"fold 2: the training was stopped. The figures of 1 finished run are kept in {_files.Model}.work", stopped.Error);
        Assert.Contains("the same command with --resume goes on from the last checkpoint.", stopped.Error);
        Assert.Contains("folds differs (3 there, 4 now)", _files.Run("--folds", "4", "--resume").Expect(2).Error);
        Assert.Contains("fold 1: macro F1", _files.Run("--folds", "3", "--resume").Expect(0).Error);

        // fold 1, fold 3 and the model, each once.
        Assert.Equal(3, File.ReadAllLines(_files["others"]).Length);
        Assert.False(Directory.Exists($"{_files.Model}.work"));
    }

    [UnixFact]
    public void Killed_without_warning_again_and_again_it_ends_as_one_left_alone()
    {
        using var alone = new FinetuneFiles();
        alone.Run("--folds", "2", "-q").Expect(0);

        // Whose parent dies: the first training before it begins, then with a checkpoint, then (fold 2) when all is written but the last word, then the model's at once.
        _files.Trainer(
            first: """
                N=$(cat $W/count 2>/dev/null || echo 0); N=$((N + 1)); echo $N > $W/count
                echo "$N $(basename $(dirname $OUT))" >> $W/starts
                case $N in 1|6) kill -9 $PPID; exit 9;; esac
                """,
            inTheMiddle: """
                case $N in
                  2) echo state > $OUT/checkpoint.pt; kill -9 $PPID; exit;;
                  3) [ -f $OUT/checkpoint.pt ] || exit 9;;
                  4) cp $W/train.csv $OUT/model.onnx; kill -9 $PPID; exit;;
                esac
                """);
        int killed = 0;
        while (true)
        {
            using Process process = EmotionProcess.Start(_files.Arguments(killed == 0 ? ["--folds", "2", "-q"] : ["--folds", "2", "-q", "--resume"]));
            CommandResult result = EmotionProcess.End(process);
            Assert.False(killed < 4 && result.ExitCode == 0, "It was to be killed.");
            if (result.ExitCode == 0)
            {
                break;
            }

            Assert.Equal("", result.Error);
            Assert.InRange(++killed, 1, 4);
            Assert.False(Directory.Exists(_files.Model));
        }

        Assert.Equal(["1 fold-1", "2 fold-1", "3 fold-1", "4 fold-2", "5 fold-2", "6 model.work", "7 model.work"], File.ReadAllLines(_files["starts"]));
        Assert.Equal(Figures(alone), Figures(_files));
        Emotion.Run("model", "verify", _files.Model).Expect(0);
        Assert.False(Directory.Exists($"{_files.Model}.work"));
    }

    private static string Figures(FinetuneFiles files)
    {
        JsonObject json = Json.Object(File.ReadAllText($"{files.Model}.validation.json"));
        foreach (JsonNode? run in json["runs"]!.AsArray())
        {
            Assert.True(run!.AsObject().Remove("training_seconds"));
        }

        return json.ToJsonString();
    }

    private static string Flat(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
