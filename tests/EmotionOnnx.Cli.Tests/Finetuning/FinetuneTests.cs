using System.Diagnostics;
using System.Text.Json.Nodes;
using EmotionOnnx.Cli.Tests.Support;

namespace EmotionOnnx.Cli.Tests.Finetuning;

public sealed class FinetuneTests : IDisposable
{
    private readonly FinetuneFiles _files = new();

    public void Dispose() => _files.Dispose();

    [UnixFact]
    public void A_csv_becomes_a_model_that_classify_takes()
    {
        CommandResult result = _files.Run("--name", "moods", "--language", "en").Expect(0);
        Assert.Contains("texts: train 6, dev 3; 3 labels, one per text, as the data looks (--kind multi says otherwise)", result.Error);
        Assert.Contains("train: joy 2, sadness 2, anger 2; tokens: median 3, 95 % 4, longest 4; 0 texts (0.0 %) have more than 16", result.Error);
        Assert.Contains("epoch 1 of 1: dev macro_f1 0.5000, loss 0.7000 (best so far)", result.Error);
        Assert.Matches(@"labels\s+1\.0000\s+1\.0000", result.Output);
        Assert.Contains("3 texts in", result.Output);
        Assert.Contains("labels, the best label\n", result.Output);
        Assert.Contains("These figures are of dev", result.Output);
        Assert.Contains($"emotion classify --model {_files.Model}", result.Output);
        Assert.Contains("joy", Emotion.Run("classify", "very happy !", "--model", _files.Model).Expect(0).Output);
        Emotion.Run("model", "verify", _files.Model).Expect(0);
        string card = File.ReadAllText(Path.Combine(_files.Model, "README.md"));
        Assert.Contains("# moods", card);
        Assert.Contains($"emotion finetune --train {_files["train.csv"]}", card);
        Assert.Equal(["dev.csv", "labels.txt", "model", "model.report.html", "model.report.md", "train.csv", "trainer.sh"], Directory.GetFileSystemEntries(_files.Folder).Select(entry => Path.GetFileName(entry)).Order());
    }

    [UnixFact]
    public void The_dialect_of_the_file_is_in_the_cards_command()
    {
        string train = _files["train.csv"];
        File.WriteAllText(train, File.ReadAllText(train).Replace(',', ';'), System.Text.Encoding.Unicode);
        string dev = _files["dev.csv"];
        File.WriteAllText(dev, File.ReadAllText(dev).Replace(',', ';'), System.Text.Encoding.Unicode);
        _files.Run("--delimiter", ";", "--encoding", "utf-16").Expect(0);
        string card = File.ReadAllText(Path.Combine(_files.Model, "README.md"));
        Assert.Contains("--delimiter ';'", card);
        Assert.Contains("--encoding utf-16", card);
    }

    [UnixFact]
    public void A_recipe_that_names_the_model_says_where_it_goes_and_label_stands_for_labels()
    {
        string recipe = _files.Write("recipe.json", "{\"name\": \"a/b\"}");
        string[] args = [.. _files.Arguments().SkipLast(2), "--config", recipe, "--label", "labels"];
        Assert.Contains("--output DIR (-o) is missing", Emotion.Run(args).Expect(2).Error);
        string name = $"model-{Guid.NewGuid():N}";
        _files.Write("recipe.json", $"{{\"name\": \"{name}\"}}");
        Emotion.Run(args).Expect(0);
        Emotion.Run("model", "verify", name).Expect(0);
        Directory.Delete(name, recursive: true);
        File.Delete($"{name}.report.md");
        File.Delete($"{name}.report.html");
    }

    [UnixFact]
    public void Hyperparameters_come_from_recipe_and_command_line_the_latter_on_top()
    {
        string recipe = _files.Write("recipe.json", """{"seed": 9, "epochs": 7, "batch_size": 4, "loss": "focal", "max_tokens": 8}""");
        _files.Run("--config", recipe, "--batch-size", "2", "--set", "class-weights=balanced", "--set", "patience=2", "--rate", "1e-5", "--threads", "1", "--keep-work").Expect(0);
        JsonObject request = _files.Request();
        JsonObject h = request["hyperparameters"]!.AsObject();
        Assert.Equal((9, 16), (request["seed"]!.GetValue<int>(), request["max_tokens"]!.GetValue<int>()));
        Assert.Equal((7, 2, "focal", "balanced", 2, 1e-5, 1), (
            h["epochs"]!.GetValue<int>(), h["batch_size"]!.GetValue<int>(), h["loss"]!.GetValue<string>(), h["class_weights"]!.GetValue<string>(), h["patience"]!.GetValue<int>(),
            h["encoder_rate"]!.GetValue<double>(), h["threads"]!.GetValue<int>()));
    }

    [UnixFact]
    public void The_recipe_of_a_model_makes_the_same_of_the_same_file_whatever_its_columns_and_splits()
    {
        string all = _files.Write("all.csv", "body|mood|who\n" + string.Concat(Enumerable.Range(0, 45).Select(i => $"{(i % 3 == 0 ? "happy" : i % 3 == 1 ? "sad" : "angry")} {i}|{(i % 3 == 0 ? "joy" : i % 3 == 1 ? "sadness" : "anger")}|{i / 5}\n")) + "the|joy;anger|9\n");
        string[] common = ["finetune", "--train", all, "--delimiter", "|", "--base", _files.Bundle, "--trainer", $"sh '{_files["trainer.sh"]}' {{request}}", "--keep-work"];
        Emotion.Run([.. common, "--text", "body", "--label", "mood", "--separator", ";", "--kind", "single", "--allow", "wrong-count", "--group-column", "who", "--dev-share", "0.25", "--test-share", "0.2", "--split-seed", "3",
            "--label-file", _files["labels.txt"], "--max-tokens", "16", "--seed", "5", "--epochs", "2", "-o", _files.Model]).Expect(0);
        string recipe = Path.Combine(_files.Model, "recipe.json");
        Emotion.Run([.. common, "--config", recipe, "-o", _files["again"]]).Expect(0);
        Assert.Equal(File.ReadAllText(recipe), File.ReadAllText(Path.Combine(_files["again"], "recipe.json")));
        foreach (string split in (string[])["train", "dev", "test"])
        {
            Assert.Equal(File.ReadAllText(Path.Combine($"{_files.Model}.work", "data", $"{split}.jsonl")), File.ReadAllText(Path.Combine($"{_files["again"]}.work", "data", $"{split}.jsonl")));
        }

        // A file of one's own takes the place of the shares.
        string dev = _files.Write("own.csv", "body|mood|who\nvery happy|joy|20\nvery sad|sadness|21\nvery angry|anger|22\n");
        Assert.Contains("texts: train 45, dev 3;", Emotion.Run([.. common, "--config", recipe, "--dev", dev, "-o", _files["third"]]).Expect(0).Error);
    }

    [UnixFact]
    public void More_to_learn_from_reaches_the_request()
    {
        _files.Write("more.csv", "text,labels\nvery,up\nthe !,down\n");
        string recipe = _files.Write("recipe.json", $$"""{"teachers": ["{{_files.Bundle}}"]}""");
        _files.Run("--auxiliary", _files["more.csv"], "--config", recipe, "--keep-work").Expect(0);
        Assert.Equal("more", _files.Request()["auxiliary"]![0]!["name"]!.GetValue<string>());
        Assert.Equal(72, new FileInfo(_files.Request()["teachers"]![0]!["train"]!.GetValue<string>()).Length);

        _files.Write("emoji.txt", "😀\tgrinning face\n\n😭 crying\n");
        Assert.Contains($"{_files["emoji.txt"]}:3: a token, a tab and its name are expected", _files.Run("--add-tokens", _files["emoji.txt"], "--overwrite").Expect(3).Error);
        Assert.Contains("more2.csv: there is no such file", _files.Run("--auxiliary", _files["more2.csv"], "--overwrite").Expect(3).Error);
    }

    [UnixFact]
    public void Leaks_stop_before_the_trainer_and_two_options_say_otherwise()
    {
        _files.Trainer(first: "touch $W/ran");
        _files.Write("test.csv", "text,labels\nHAPPY,joy\nsad angry,sadness\n");
        string[] test = ["--test", _files["test.csv"]];
        CommandResult stopped = _files.Run(test).Expect(3);
        Assert.Contains("stop: the same texts in two splits: 1 row of test is in train", stopped.Error);
        Assert.Contains("train.csv:2 [joy], test.csv:2 [joy]: \"HAPPY\"", stopped.Error);
        Assert.Contains("--drop-leaks", stopped.Error);
        Assert.False(File.Exists(_files["ran"]));

        Assert.Contains("train 5", _files.Run([.. test, "--drop-leaks"]).Expect(0).Error);
        Assert.Contains("(let pass by --allow leaks)", _files.Run([.. test, "--allow", "leaks", "--overwrite"]).Expect(0).Error);
        Assert.Contains("Let pass by the data check", File.ReadAllText(Path.Combine(_files.Model, "README.md")));
    }

    [UnixFact]
    public void A_trainer_that_fails_is_told_with_its_last_words_and_leaves_nothing()
    {
        _files.Trainer(inTheMiddle: "echo 'RuntimeError: out of cheese' >&2; exit 7");
        CommandResult result = _files.Run().Expect(1);
        Assert.Contains("failed (exit code 7)", result.Error);
        Assert.Contains("emotion: RuntimeError: out of cheese\n", result.Error);
        Assert.False(Directory.Exists(_files.Model));
    }

    [UnixFact]
    public void A_python_without_pytorch_ends_in_what_to_install()
    {
        string python = _files.Write("python", "#!/bin/sh\necho 3.12 torch onnx\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(python, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        CommandResult result = Emotion.Run("finetune", "--train", _files["train.csv"], "--dev", _files["dev.csv"], "-o", _files.Model, "--python", python).Expect(1);
        Assert.Contains($"{python}: Python 3.12 without torch, onnx", result.Error);
        Assert.Contains("\nemotion: Debian, Ubuntu   apt install python3-torch python3-onnx libopenblas0-pthread\n", result.Error);
        Assert.Contains("\nemotion: Windows          winget", result.Error);
        Assert.Contains("\nemotion: with pip         python3 -m pip install torch onnx numpy\n", result.Error);
    }

    [UnixFact]
    public void A_model_that_is_there_is_replaced_only_when_asked()
    {
        _files.Run().Expect(0);
        Assert.Contains("--overwrite", _files.Run().Expect(2).Error);
        _files.Run("--overwrite").Expect(0);
    }

    [UnixFact]
    public void Rows_that_cannot_be_read_are_told_and_end_in_their_exit_code()
    {
        _files.Write("train.csv", FinetuneFiles.Csv + "one cell\n");
        Assert.Contains($"note: train: 1 row can't be read and is left out.\n        {_files["train.csv"]}:8: 1 cell, where 2 are expected (text, labels).\n", _files.Run().Expect(4).Error);
        Assert.True(Directory.Exists(_files.Model));
    }

    [UnixFact]
    public void On_a_terminal_a_bar_moves_and_the_epochs_stay()
    {
        CommandResult result = new Emotion { IsErrorTerminal = true, Width = 100 }.With(_files.Arguments()).Expect(0);
        Assert.Contains("epoch 1 of 1: dev macro_f1 0.5000", result.Error);
        Assert.Contains('\e', result.Error);
        Assert.Empty(_files.Run("--quiet", "--overwrite").Expect(0).Error);
    }

    [UnixFact]
    public void Interrupted_it_waits_for_the_checkpoint_and_says_how_to_go_on()
    {
        _files.Trainer(inTheMiddle: """
            if [ ! -f $OUT/checkpoint.pt ]; then
              trap 'sleep 0.5; echo state > $OUT/checkpoint.pt; exit 130' TERM
              touch $W/running
              while true; do sleep 0.05; done
            fi
            """);
        using Process process = EmotionProcess.Start(_files.Arguments());
        Assert.True(SpinWait.SpinUntil(() => File.Exists(_files["running"]), TimeSpan.FromMinutes(1)), "The trainer did not start.");
        EmotionProcess.Signal(process, "INT");
        CommandResult stopped = EmotionProcess.End(process).Expect(130);
        Assert.Contains($"{_files.Model}.work is kept: the same command with --resume goes on from the last checkpoint.", stopped.Error);
        Assert.False(Directory.Exists(_files.Model));

        Assert.Contains("has a stopped run", _files.Run().Expect(2).Error);
        Assert.Contains("request.seed differs", _files.Run("--resume", "--seed", "5").Expect(2).Error);
        _files.Run("--resume").Expect(0);
        Assert.False(Directory.Exists($"{_files.Model}.work"));
        Emotion.Run("model", "verify", _files.Model).Expect(0);
    }

    [SmallDiskFact]
    public void A_full_disk_is_an_error_and_with_room_the_same_command_works()
    {
        _files.Write("train.csv", FinetuneFiles.Csv + string.Concat(Enumerable.Range(0, 3000).Select(i => $"happy very {i},joy\n")));
        using SmallDisk disk = SmallDisk.TryMount(64)!;
        string[] args = [.. _files.Arguments().Select(argument => argument == _files.Model ? disk["model"] : argument)];
        CommandResult full = Emotion.Run(args).Expect(1);
        Assert.Contains("disk is full", full.Error);
        Assert.False(Directory.Exists(disk["model"]));

        disk.Grow(8192);
        Emotion.Run(args).Expect(0);
        Emotion.Run("model", "verify", disk["model"]).Expect(0);
    }

    [Theory]
    [InlineData("text;labels\nhappy;joy\n", "The cells seem to have ';' between: --delimiter ';'.")]
    [InlineData("labels\ttext\njoy\thappy\n", "The cells seem to have tabs between: --delimiter tab.")]
    public void A_file_with_other_delimiters_is_told_from_one_without_the_column(string csv, string expected) =>
        Assert.Contains(expected, Emotion.Run("data", "check", "--train", _files.Write("other.csv", csv)).Expect(3).Error);

    [UnixFact]
    public void An_output_that_is_a_link_is_the_folder_that_it_names()
    {
        string folder = Directory.CreateDirectory(_files["real"]).FullName;
        Directory.CreateSymbolicLink(_files.Model, "real");
        _files.Run("--overwrite").Expect(0);
        _files.Run("--overwrite").Expect(0);
        Assert.Equal("real", new DirectoryInfo(_files.Model).LinkTarget);
        Emotion.Run("model", "verify", folder).Expect(0);
        Assert.False(Directory.Exists($"{folder}.work"));
    }

    [Theory]
    [InlineData(2, "--train FILE is missing", "finetune", "-o", "OUT")]
    [InlineData(2, "--output", "finetune", "--train", "TRAIN")]
    [InlineData(3, "none.csv: there is no such file", "finetune", "--train", "none.csv", "-o", "OUT")]
    [InlineData(3, "none.csv: there is no such file", "finetune", "--train", "TRAIN", "--dev", "none.csv", "-o", "OUT")]
    [InlineData(3, "there is no column 'mood'; there are 'text', 'labels'. Name the right one with --labels.", "finetune", "--train", "TRAIN", "--labels", "mood", "-o", "OUT")]
    [InlineData(3, "there is no column 'body'; there are 'text', 'labels'. Name the right one with --text.", "data", "check", "--train", "TRAIN", "--text", "body")]
    [InlineData(2, "there is no hyperparameter 'epoch'; there are epochs, batch_size", "finetune", "--train", "TRAIN", "--set", "epoch=3", "-o", "OUT")]
    [InlineData(2, "--set takes NAME=VALUE, not 'epochs'", "finetune", "--train", "TRAIN", "--set", "epochs", "-o", "OUT")]
    [InlineData(2, "epochs: \"x\" is not what it takes", "finetune", "--train", "TRAIN", "--set", "epochs=x", "-o", "OUT")]
    [InlineData(2, "that is not closed", "finetune", "--train", "TRAIN", "--trainer", "sh 'x", "-o", "OUT")]
    [InlineData(2, "there is no such folder", "finetune", "--train", "TRAIN", "--dev", "DEV", "--base", "none", "--trainer", "x", "-o", "OUT")]
    [InlineData(2, "the recipe can't be read", "finetune", "--config", "none.json", "-o", "OUT")]
    [InlineData(2, "--folds takes a whole number of at least 2, not '1'", "finetune", "--train", "TRAIN", "--folds", "1", "-o", "OUT")]
    [InlineData(2, "--repeats takes a whole number of at least 2, not 'x'", "finetune", "--train", "TRAIN", "--repeats", "x", "-o", "OUT")]
    [InlineData(2, "folds and repeats are two ways to the same question", "finetune", "--train", "TRAIN", "--dev", "DEV", "--trainer", "x", "--folds", "3", "--repeats", "3", "-o", "OUT")]
    [InlineData(3, "10 folds can't be made of 9 different texts", "finetune", "--train", "TRAIN", "--dev", "DEV", "--trainer", "x", "--folds", "10", "-o", "OUT")]
    [InlineData(2, "not both", "finetune", "--train", "TRAIN", "--dev", "DEV", "--split-column", "labels", "-o", "OUT")]
    [InlineData(2, "--dev-share takes a share over 0 and under 1", "data", "check", "--train", "TRAIN", "--dev-share", "1.5")]
    [InlineData(2, "--text and --labels name the same column, 'text'", "finetune", "--train", "TRAIN", "--labels", "text", "-o", "OUT")]
    [InlineData(3, "nomap.txt: there is no such file", "data", "check", "--train", "TRAIN", "--map", "nomap.txt")]
    [InlineData(2, "threads is 1025; it must be 0 to 1024", "finetune", "--train", "TRAIN", "--dev", "DEV", "--trainer", "x", "--threads", "1025", "-o", "OUT")]
    [InlineData(2, "the language 'e\\nx: y' is no language tag", "finetune", "--train", "TRAIN", "--dev", "DEV", "--trainer", "x", "--language", "e\\nx: y", "-o", "OUT")]
    [InlineData(3, "2000000000 folds can't be made of 9 different texts", "finetune", "--train", "TRAIN", "--dev", "DEV", "--trainer", "x", "--folds", "2000000000", "-o", "OUT")]
    [InlineData(2, "at most 1000 can be made", "finetune", "--train", "TRAIN", "--dev", "DEV", "--trainer", "x", "--repeats", "1001", "-o", "OUT")]
    [InlineData(2, "--seed takes a whole number of at most 2147483647", "finetune", "--train", "TRAIN", "--seed", "9223372036854775807", "-o", "OUT")]
    public void Wrong_input_is_said_in_a_line(int code, string expected, params string[] args)
    {
        string[] real = [.. args.Select(argument => argument switch { "TRAIN" => _files["train.csv"], "DEV" => _files["dev.csv"], "OUT" => _files.Model, _ => argument })];
        CommandResult result = Emotion.Run(real).Expect(code);
        Assert.Contains(expected, result.Error);
        Assert.StartsWith("emotion: ", result.Error);
        Assert.False(Directory.Exists(_files.Model));
        Assert.False(Directory.Exists($"{_files.Model}.work"));
    }
}

/// <summary>A test with a trainer that is a shell script; skipped on Windows.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class UnixFactAttribute : FactAttribute
{
    public UnixFactAttribute()
    {
        if (OperatingSystem.IsWindows())
        {
            Skip = "The fake trainers are shell scripts.";
        }
    }
}
