using EmotionOnnx.Training.Finetuning;

namespace EmotionOnnx.Training.Tests.Finetuning;

/// <summary>Trainers that break the contract, each in its own way; each ends in an error that says how, and never in half a bundle.</summary>
public sealed class BrokenTrainerTests : IDisposable
{
    private FakeTrainer _trainer = new();

    public void Dispose() => _trainer.Dispose();

    [ShellTheory]
    [InlineData("echo hello", "in line 1 of its standard output: it is no JSON. The line: hello")]
    [InlineData("echo '[1]'", "it is no JSON object")]
    [InlineData("echo '{\"event\":\"step\",\"step\":1,\"steps\":2,\"epoch\":1,\"loss\":1}'", "the first event must be 'start'")]
    [InlineData("echo '{\"event\":\"start\",\"device\":\"cpu\"}'", "'steps' must be a whole number of at least 1")]
    [InlineData("echo '{\"event\":\"start\",\"steps\":\"2\",\"device\":\"cpu\"}'", "'steps' is no whole number")]
    [InlineData("echo '{\"event\":\"start\",\"steps\":2}'", "'device' is missing")]
    [InlineData(FakeTrainer.Start + "\n" + FakeTrainer.Start, "the event 'start' comes twice")]
    [InlineData(FakeTrainer.Start + "\necho '{\"event\":\"dance\"}'", "there is no event 'dance'")]
    [InlineData(FakeTrainer.Start + "\necho '{\"event\":\"step\",\"step\":1,\"steps\":2,\"epoch\":1,\"loss\":NaN}'", "it is no JSON")]
    [InlineData(FakeTrainer.Start + "\necho '{\"event\":\"step\",\"step\":1,\"steps\":2,\"epoch\":1}'", "'loss' is missing")]
    [InlineData(FakeTrainer.Start + "\necho '{\"event\":\"step\",\"step\":9,\"steps\":2,\"epoch\":1,\"loss\":1}'", "step 9 comes after step -1 of 2")]
    [InlineData(FakeTrainer.Start + "\necho '{\"event\":\"epoch\",\"epoch\":1,\"epochs\":1,\"metrics\":{\"f1\":\"good\"}}'", "the metric 'f1' is no number")]
    [InlineData(FakeTrainer.Start + "\necho '{\"event\":\"step\",\"step\":1,\"steps\":2,\"epoch\":1,\"loss\":1e999}'", "'loss' is no finite number")]
    [InlineData(FakeTrainer.Start + "\necho '{\"event\":\"epoch\",\"epoch\":1,\"epochs\":1,\"metrics\":{\"f1\":-1e999}}'", "the metric 'f1' is no finite number")]
    [InlineData(FakeTrainer.Start + "\necho '{\"event\":\"done\"}'", "'float32' is missing")]
    [InlineData(FakeTrainer.Start + "\necho '{\"event\":\"done\",\"float32\":\"\\ud800\"}'", "not valid Unicode")]
    [InlineData(FakeTrainer.Start + "\n" + FakeTrainer.Export + "\n" + FakeTrainer.Done + "\n" + FakeTrainer.Start, "it comes after the event 'done'")]
    [InlineData("printf '\\377\\376\\n\\n'", "broke the contract")]
    [InlineData("head -c 3000000 /dev/zero", "broke the contract")]
    public void Nonsense_on_standard_output_is_an_error_with_its_line(string script, string expected)
    {
        string message = _trainer.Fails<TrainerException>(script);
        Assert.Contains(expected, message);
        Assert.Contains("docs/trainer-contract.md", message);
    }

    [ShellTheory]
    [InlineData(FakeTrainer.Start, "ended without the event 'done'")]
    [InlineData("", "ended without the event 'done'")]
    [InlineData(FakeTrainer.Start + "\necho 'Traceback: out of cheese' >&2\nexit 3", "failed (exit code 3). Its last words:\nTraceback: out of cheese")]
    [InlineData(FakeTrainer.Start + "\n" + FakeTrainer.Export + "\n" + FakeTrainer.Done + "\nexit 1", "failed (exit code 1)")]
    [InlineData(FakeTrainer.Start + "\nkill -9 $$", "was ended by signal 9")]
    [InlineData(FakeTrainer.Start + "\nkill -TERM $$", "was ended by signal 15")]
    [InlineData(FakeTrainer.Start + "\nexit 130", "was stopped from outside (exit code 130)")]
    [InlineData(FakeTrainer.Start + "\nexit 255", "failed (exit code 255)")]
    [InlineData(FakeTrainer.Start + "\nexit 160", "failed (exit code 160)")]
    public void A_trainer_that_dies_is_told_with_its_last_words(string script, string expected) => Assert.Contains(expected, _trainer.Fails<TrainerException>(script));

    [ShellFact]
    public void Of_many_last_words_the_last_twenty_are_told_and_all_are_kept()
    {
        string message = _trainer.Fails<TrainerException>($"{FakeTrainer.Start}\ni=1; while [ $i -le 100 ]; do echo \"line $i\" >&2; i=$((i+1)); done; exit 1");
        Assert.DoesNotContain("line 80\n", message);
        Assert.Contains("line 81\n", message);
        Assert.Contains("line 100\n", message);
        Assert.EndsWith($"{_trainer.Work} keeps the request, its texts as token ids and the trainer's log until the command is run again.", message);
        Assert.Equal(100, File.ReadAllLines(Path.Combine(_trainer.Work, "trainer.log")).Length);
    }

    [ShellFact]
    public void A_trainer_that_says_nothing_for_too_long_is_ended()
    {
        string message = _trainer.Fails<TrainerException>($"{FakeTrainer.Start}\necho $$ > $WORK/pid\nsleep 600", options => options with { TrainerTimeout = TimeSpan.FromSeconds(1) });
        Assert.Contains("has written nothing for 0.02 minutes and was ended: it hangs", message);
        Assert.False(Directory.Exists($"/proc/{File.ReadAllText(_trainer["pid"]).Trim()}"));
    }

    [ShellFact]
    public void A_process_that_a_trainer_leaves_behind_does_not_hold_us_up()
    {
        FinetuneResult result = _trainer.Run($"{FakeTrainer.Good}\nsleep 30 &");
        Assert.Equal(_trainer.Output, result.Output);
    }

    [ShellFact]
    public void A_trainer_that_is_done_and_does_not_end_is_ended_and_forgiven()
    {
        FinetuneResult result = _trainer.Run($"{FakeTrainer.Good}\nexec sleep 600 > /dev/null", options => options with { TrainerTimeout = TimeSpan.FromSeconds(1) });
        Assert.Empty(ModelBundle.Open(result.Output).Verify());
    }

    [ShellFact]
    public void A_trainer_that_is_done_and_hangs_with_its_standard_output_open_is_ended_and_forgiven()
    {
        FinetuneResult result = _trainer.Run($"{FakeTrainer.Good}\necho $$ > $WORK/pid\nexec sleep 600", options => options with { TrainerTimeout = TimeSpan.FromSeconds(2) });
        Assert.Empty(ModelBundle.Open(result.Output).Verify());
        Assert.False(Directory.Exists($"/proc/{File.ReadAllText(_trainer["pid"]).Trim()}"));
    }

    [Fact]
    public void Last_words_without_an_end_are_not_held_in_memory()
    {
        var words = new LastLines();
        using var reader = new StreamReader(new MemoryStream(Enumerable.Repeat((byte)'x', 20_000_000).ToArray()));
        using var log = new StreamWriter(Stream.Null);
        long before = GC.GetAllocatedBytesForCurrentThread();
        words.Read(reader, log);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
        Assert.Equal(new string('x', 500) + "…", words.ToString());
    }

    [Fact]
    public void Every_kind_of_line_end_ends_one_of_the_last_words()
    {
        var words = new LastLines();
        var kept = new MemoryStream();
        using var reader = new StreamReader(new MemoryStream("a\nb\r\nc\rd\n\ne"u8.ToArray()));
        using var log = new StreamWriter(kept);
        words.Read(reader, log);
        Assert.Equal("a\nb\nc\nd\n\ne", words.ToString());
        Assert.Equal("a\nb\r\nc\rd\n\ne"u8.ToArray(), kept.ToArray());
    }

    [ShellFact]
    public void A_program_that_is_not_there_is_named()
    {
        string message = _trainer.Fails<TrainerException>("", options => options with { Trainer = new TrainerCommand("no-such-trainer") });
        Assert.StartsWith("The trainer can't be started: no-such-trainer: there is no such program.\n", message);
    }

    [ShellTheory]
    [InlineData("rm $OUT/float32/model.onnx", "float32/model.onnx is not there")]
    [InlineData("rm $OUT/config.json", "config.json is not there")]
    [InlineData("rm $OUT/dev.f32", "dev.f32 is not there")]
    [InlineData(": > $OUT/float32/model.onnx", "float32/model.onnx is empty")]
    [InlineData("echo rubbish > $OUT/float32/model.onnx", "float32 graph can't be used")]
    [InlineData("echo '{}' > $OUT/config.json", "names other labels (id2label: LABEL_0, LABEL_1) than were asked for: joy, sadness, anger")]
    [InlineData("echo '{' > $OUT/config.json", "float32 graph can't be used")]
    [InlineData("head -c 8 $GOOD/dev.f32 > $OUT/dev.f32", "has 8 bytes; 3 texts with 3 float32 logits have 36")]
    [InlineData("rm $OUT/float32/model.onnx; ln -s /etc/hostname $OUT/float32/model.onnx", "is a link to /etc/hostname, which is not in its output folder")]
    [InlineData("mv $OUT/float32 $WORK/elsewhere; ln -s ../../elsewhere $OUT/float32", "elsewhere/model.onnx, which is not in its output folder")]
    [InlineData("mv $OUT/float32 $WORK/elsewhere; ln -s $WORK $OUT/a; ln -s a/elsewhere $OUT/float32", "elsewhere/model.onnx, which is not in its output folder")]
    [InlineData("rm $OUT/float32/model.onnx; ln -s nowhere $OUT/float32/model.onnx", "float32/model.onnx is not there")]
    [InlineData("rm $OUT/float32/model.onnx; ln -s model.onnx $OUT/float32/model.onnx", "float32/model.onnx is not there")]
    public void Files_that_are_missing_or_wrong_are_named(string spoil, string expected) =>
        Assert.Contains(expected, _trainer.Fails<TrainerException>($"{FakeTrainer.Start}\n{FakeTrainer.Export}\n{spoil}\n{FakeTrainer.Done}").Replace('\\', '/'));

    [ShellFact]
    public void Links_within_the_output_folder_and_on_the_way_to_it_are_followed()
    {
        Directory.CreateSymbolicLink(_trainer["link"], _trainer[""]);
        string output = Path.Combine(_trainer["link"], "model");
        _trainer.Run(
            $"{FakeTrainer.Start}\n{FakeTrainer.Export}\nmv $OUT/float32/model.onnx $OUT/all.onnx; ln -s ../all.onnx $OUT/float32/model.onnx\nmv $OUT/float32 $OUT/graphs; ln -s graphs $OUT/float32\n{FakeTrainer.Done}",
            options => options with { Output = output });
        Assert.Empty(ModelBundle.Open(output).Verify());
    }

    [ShellTheory]
    [InlineData("../../elsewhere.onnx")]
    [InlineData("/etc/hostname")]
    [InlineData("a\\u0000b")]
    public void Files_outside_the_output_folder_are_refused(string path) => Assert.Contains(
        "is not in its output folder", _trainer.Fails<TrainerException>($"{FakeTrainer.Start}\n{FakeTrainer.Export}\necho '{{\"event\":\"done\",\"float32\":\"{path}\"}}'"));

    [ShellTheory]
    [InlineData("four_labels.onnx", "the graph gives 4 logits, but config.json names 3 labels")]
    [InlineData("position_ids.onnx", "input 'position_ids'")]
    [InlineData("int32_inputs.onnx", "expected int64")]
    [InlineData("fixed_shape.onnx", "has a fixed shape")]
    public void A_graph_of_another_shape_is_refused(string graph, string expected)
    {
        _trainer.Dispose();
        _trainer = new FakeTrainer(graph);
        Assert.Contains(expected, _trainer.Fails<TrainerException>(FakeTrainer.Good));
    }

    [ShellFact]
    public void Labels_in_another_order_are_refused()
    {
        _trainer.Dispose();
        _trainer = new FakeTrainer(goodLabels: ["joy", "anger", "sadness"]);
        Assert.Contains("names other labels", _trainer.Fails<TrainerException>(FakeTrainer.Good));
    }

    [ShellFact]
    public void An_activation_of_another_kind_is_refused()
    {
        _trainer.Dispose();
        _trainer = new FakeTrainer(problemType: "multi_label_classification");
        Assert.Contains("'single_label_classification' was asked for", _trainer.Fails<TrainerException>(FakeTrainer.Good));
    }

    [ShellFact]
    public void Logits_that_are_not_the_graphs_are_refused_with_their_text()
    {
        float[] logits = FakeTrainer.DevLogits;
        logits[4] += 3e-4f;
        _trainer.WriteLogits(logits);
        string message = _trainer.Fails<TrainerException>(FakeTrainer.Good);
        Assert.Contains("2 and 2.0003 for label 1 of dev.csv:3: \"sad !\"", message);
        Assert.Contains("at most 0.0002 apart", message);

        logits[4] = float.NaN;
        _trainer.WriteLogits(logits);
        Assert.Contains("logit 1 of text 2 is NaN", _trainer.Fails<TrainerException>(FakeTrainer.Good));
    }

    [Theory]
    [InlineData(-500.5966f, -500.59674f, true)]
    [InlineData(-500.5f, -500.6f, false)]
    [InlineData(0.001f, 0.00105f, true)]
    [InlineData(0.001f, 0.0012f, false)]
    [InlineData(float.NaN, 1, false)]
    [InlineData(float.PositiveInfinity, 1e30f, false)]
    public void What_counts_as_rounding_grows_with_the_logit(float ours, float theirs, bool isRounding)
    {
        LabelledDataset dev = FakeTrainer.Splits.Dev;
        Exception? error = Record.Exception(() => LogitsCheck.AreEqual(dev, [ours], [theirs], 3));
        Assert.Equal(isRounding, error is null);
    }

    [ShellFact]
    public void A_difference_of_less_is_rounding()
    {
        float[] logits = FakeTrainer.DevLogits;
        logits[4] += 5e-5f;
        _trainer.WriteLogits(logits);
        Assert.Equal(5e-5, _trainer.Run(FakeTrainer.Good).TrainerDifference!.Value.Largest, 6);
    }

    [ShellFact]
    public void An_int8_graph_that_was_not_asked_for_is_left_out()
    {
        string script = $"{FakeTrainer.Start}\n{FakeTrainer.Export}\necho rubbish > $OUT/q.onnx\n{FakeTrainer.Done.Replace("\"int8\":null", "\"int8\":\"q.onnx\"", StringComparison.Ordinal)}";
        FinetuneResult result = _trainer.Run(script, options => options with { Hyperparameters = FinetuneHyperparameters.For(6) with { Quantize = false } });
        Assert.Null(result.Quantization);
        Assert.Equal(File.ReadAllBytes(_trainer.GoodFiles["model.onnx"]), File.ReadAllBytes(Path.Combine(result.Output, "model.onnx")));
    }

    [ShellFact]
    public void Logits_are_optional()
    {
        string done = FakeTrainer.Done.Replace("\"logits\":{\"dev\":\"dev.f32\",\"test\":null}", "\"logits\":null", StringComparison.Ordinal);
        FinetuneResult result = _trainer.Run($"{FakeTrainer.Start}\n{FakeTrainer.Export}\n{done}");
        Assert.Null(result.TrainerDifference);
        Assert.Contains(_trainer.Told, told => told is FinetuneProgress.Remark { Text: "the trainer gave no logits: its graph is not held to them" });
    }
}
