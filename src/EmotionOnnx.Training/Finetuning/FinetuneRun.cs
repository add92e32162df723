using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using EmotionOnnx.Training.Calibration;

namespace EmotionOnnx.Training.Finetuning;

/// <summary>One fine-tuning, step by step.</summary>
internal sealed class FinetuneRun
{
    private const int DefaultMaxTokens = 128;

    private readonly FinetuneOptions _options;
    private readonly IProgress<FinetuneProgress>? _progress;
    private readonly CancellationToken _cancellationToken;
    private readonly string _output;
    private readonly BaseModel _base;
    private readonly Tokenizer _tokenizer;
    private readonly int _maxTokens;
    private readonly DataReport _report;
    private readonly DatasetSplits _splits;
    private readonly FinetuneHyperparameters _hyperparameters;

    public FinetuneRun(DatasetSplits splits, FinetuneOptions options, IProgress<FinetuneProgress>? progress, CancellationToken cancellationToken)
    {
        _options = options;
        _progress = progress;
        _cancellationToken = cancellationToken;
        _output = Path.TrimEndingDirectorySeparator(Path.GetFullPath(options.Output));
        OutputFolder.Check(_output, options.Overwrite);
        _base = BaseModel.Open(options.Base);
        _tokenizer = Tokenizer.Load(_base.Path);
        _maxTokens = MaxTokensOf(options, _base, _tokenizer);
        _report = DataCheck.Run(splits, new DataCheckOptions { Kind = options.Kind, Allow = options.Allow, Tokenizer = _tokenizer, MaxTokens = _maxTokens });
        _splits = Usable(splits, _report);
        _hyperparameters = options.Hyperparameters ?? FinetuneHyperparameters.For(_splits.Train.Items.Count);
    }

    public FinetuneResult Run()
    {
        if (_report.Stops)
        {
            throw new DataCheckException(_report);
        }

        if (HyperparameterRanges.Check(_hyperparameters, _report.Labels.Count) is { } wrong)
        {
            throw new FinetuneException(wrong);
        }

        _progress?.Report(new FinetuneProgress.DataChecked(_report));
        using WorkFolder work = WorkFolder.Open(_output, _options.Resume, _options.Overwrite, _options.StopTimeout);
        TrainerRequest request = Prepare(work);
        long start = Stopwatch.GetTimestamp();
        var epochs = new List<FinetuneProgress.EpochEnded>();
        TrainerEvent.Done done = Train(work, epochs);
        TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
        try
        {
            FinetuneResult result = Finish(work, request, TrainerOutput.Check(work.TrainerOutput, done), epochs, elapsed);
            if (!_options.KeepWork)
            {
                work.Delete();
            }

            return result;
        }
        catch (OperationCanceledException e)
        {
            throw new TrainingStoppedException("stopped after the training, while the model was measured.", work.Path, hasCheckpoint: true, e.CancellationToken);
        }
    }

    private static int MaxTokensOf(FinetuneOptions options, BaseModel model, Tokenizer tokenizer)
    {
        int least = tokenizer.Frame.Count + 1;
        int most = options.MaxTokens ?? Math.Min(DefaultMaxTokens, model.Positions);
        foreach (int tokens in (ReadOnlySpan<int>)[most, options.BundleMaxTokens ?? most])
        {
            if (tokens < least || tokens > model.Positions)
            {
                throw new FinetuneException(string.Create(CultureInfo.InvariantCulture, $"{tokens} tokens at most: it must be from {least} to {model.Positions}, which is what {model.Path} takes."));
            }
        }

        return most;
    }

    /// <summary>With one label per text, those with none or several are left out where the caller lets that pass.</summary>
    private static DatasetSplits Usable(DatasetSplits splits, DataReport report)
    {
        if (report.Kind == LabelKind.MultiLabel || report.Splits.All(split => split.Unlabelled + split.SeveralLabels == 0))
        {
            return splits;
        }

        static LabelledDataset OneLabel(LabelledDataset data) => new(data.Name, data.Items.Where(item => item.Labels.Count == 1), data.Unreadable);
        return splits with { Train = OneLabel(splits.Train), Dev = OneLabel(splits.Dev), Test = splits.Test is null ? null : OneLabel(splits.Test) };
    }

    /// <summary>Writes data and request, or holds them against those of the run that goes on.</summary>
    private TrainerRequest Prepare(WorkFolder work)
    {
        TokenizerFolder.Copy(_base.Path, work.Tokenizer);
        IReadOnlyList<AddedTokenRequest> added = TokenizerExtension.Extend(work.Tokenizer, _options.AddedTokens, _base.VocabularySize);
        Tokenizer tokenizer = added.Count > 0 ? Tokenizer.Load(work.Tokenizer) : _tokenizer;
        AuxiliaryData[] auxiliary = [.. _options.Auxiliary.Select(data => AuxiliaryData.Prepare(data, _splits, text => _progress?.Report(new FinetuneProgress.Remark(text))))];
        string DataPath(string split) => Path.Combine(work.Data, $"{split}.jsonl");
        var request = new TrainerRequest
        {
            Labels = _report.Labels,
            Kind = _report.Kind,
            Train = DataPath("train"),
            Dev = DataPath("dev"),
            Test = _splits.Test is null ? null : DataPath("test"),
            Base = _base.Path,
            Output = work.TrainerOutput,
            MaxTokens = _maxTokens,
            PadId = _tokenizer.PaddingId,
            VocabularySize = _tokenizer.VocabularySize,
            Seed = _options.Seed,
            Resume = _options.Resume && work.HasCheckpoint,
            AddedTokens = added,
            Auxiliary = [.. auxiliary.Select((data, i) => new AuxiliaryRequest(data.Name, data.Labels, data.Kind, DataPath($"auxiliary{i + 1}")))],
            Teachers = [.. _options.Teachers.Select((_, i) => new TeacherRequest(Path.Combine(work.Data, FormattableString.Invariant($"teacher{i + 1}.f32"))))],
            Hyperparameters = _hyperparameters,
        };
        var files = new List<(string Name, string Hash)>();
        foreach ((string name, LabelledDataset data) in _splits.All)
        {
            files.Add((name, DataFile.Write(_options.Resume ? null : DataPath(name), data, request.Labels, tokenizer, _maxTokens, _cancellationToken)));
        }

        foreach ((int i, AuxiliaryData data) in auxiliary.Index())
        {
            files.Add(($"auxiliary{i + 1}", DataFile.Write(_options.Resume ? null : request.Auxiliary[i].Train, data.Data, data.Labels, tokenizer, _maxTokens, _cancellationToken)));
        }

        foreach ((int i, string teacher) in _options.Teachers.Index())
        {
            files.Add(($"teacher{i + 1}", RunRecord.HashOf(ModelBundle.Open(teacher).GraphPath)));
        }

        if (_base.WeightsPath is { } weights)
        {
            files.Add(("base", RunRecord.HashOf(weights)));
        }

        JsonObject record = RunRecord.Of(request, files);
        if (_options.Resume)
        {
            RunRecord.Check(work.Record, record);
        }

        WriteTeachers(request);
        AtomicFile.Write(work.Request, JsonSerializer.Serialize(request, ContractJson.Default.TrainerRequest) + "\n");
        RunRecord.Write(work.Record, record);
        return request;
    }

    /// <summary>A stopped run has them already, if it got so far.</summary>
    private void WriteTeachers(TrainerRequest request)
    {
        foreach ((int i, string teacher) in _options.Teachers.Index())
        {
            var file = new FileInfo(request.Teachers[i].Train);
            if (!file.Exists || file.Length != (long)_splits.Train.Items.Count * request.Labels.Count * sizeof(float))
            {
                TeacherLogits.Write(file.FullName, teacher, _splits.Train, request.Labels, _options.Classifier, _progress, _cancellationToken);
            }
        }
    }

    private TrainerEvent.Done Train(WorkFolder work, List<FinetuneProgress.EpochEnded> epochs)
    {
        if (_options.Resume && TrainerOutput.Recall(work.Done, work.TrainerOutput) is { } before)
        {
            _progress?.Report(new FinetuneProgress.Remark("the training is done already; what comes after it goes on"));
            return before;
        }

        _progress?.Report(new FinetuneProgress.TrainerStarting(_options.Trainer, _hyperparameters));
        var process = new TrainerProcess(
            _options.Trainer, work.Request, work.Log, work.Process, new TrainerLimits(_options.TrainerTimeout, _options.StopTimeout), read => Tell(read, epochs));
        try
        {
            TrainerEvent.Done done = process.Run(_cancellationToken);
            TrainerOutput.Remember(work.Done, done, work.TrainerOutput);
            return done;
        }
        catch (OperationCanceledException e)
        {
            throw new TrainingStoppedException("the training was stopped.", work.Path, work.HasCheckpoint, e.CancellationToken);
        }
        catch (TrainerException e) when (work.HasCheckpoint)
        {
            throw new TrainerException($"{e.Message}\nThe last checkpoint is kept in {work.Path}: the same command with --resume goes on from it.", e);
        }
    }

    private void Tell(TrainerEvent read, List<FinetuneProgress.EpochEnded> epochs)
    {
        FinetuneProgress? told = read switch
        {
            TrainerEvent.Started start => new FinetuneProgress.TrainingStarted(start.Steps, start.Device, start.Precision, start.ResumedFrom),
            TrainerEvent.Stepped step => new FinetuneProgress.Step(step.Number, step.Steps, step.Epoch, step.Loss, step.TextsPerSecond),
            TrainerEvent.EpochEnded epoch => new FinetuneProgress.EpochEnded(epoch.Number, epoch.Epochs, epoch.Metrics, epoch.IsBest),
            TrainerEvent.Exported export => new FinetuneProgress.Exported(export.File),
            _ => null,
        };
        if (told is FinetuneProgress.EpochEnded ended)
        {
            epochs.Add(ended);
        }

        if (told is not null)
        {
            _progress?.Report(told);
        }
    }

    private FinetuneResult Finish(WorkFolder work, TrainerRequest request, TrainerOutput output, List<FinetuneProgress.EpochEnded> epochs, TimeSpan elapsed)
    {
        if (output.Int8 is null && _hyperparameters.Quantize)
        {
            _progress?.Report(new FinetuneProgress.Remark("the trainer gave no int8 graph: the bundle's graph is float32"));
        }

        var scorer = new SplitScorer(_splits, request, _options.Classifier, _progress, _cancellationToken);
        string plain = BundleAssembler.Plain(work.Float32Bundle, output.Float32, output.Config, work.Tokenizer);
        SplitLogits float32 = scorer.Score(plain, "float32");
        LogitsDifference? trainerDifference = CompareWithTrainer(output, float32, request.Labels.Count);

        string bundle = BundleAssembler.Plain(work.Bundle, output.Int8 ?? output.Float32, output.Config, work.Tokenizer);
        SplitLogits final = output.Int8 is null ? float32 : scorer.Score(bundle, "int8");
        string name = _options.Name ?? Path.GetFileName(_output);
        BundleAssembler.Describe(bundle, _options, request, _report, name);
        CalibrationReport calibration = Calibrate(bundle);
        if (ModelBundle.Open(bundle).Verify(_cancellationToken) is [{ } problem, ..])
        {
            throw problem;
        }

        _cancellationToken.ThrowIfCancellationRequested();
        OutputFolder.Place(bundle, _output, work.Replaced, _options.Overwrite);
        return new FinetuneResult
        {
            Output = _output,
            Data = _report,
            Splits = _splits,
            Hyperparameters = _hyperparameters,
            Calibration = calibration,
            Epochs = epochs,
            FloatLogits = float32,
            BundleLogits = final,
            TrainerDifference = trainerDifference,
            QuantizationDifference = output.Int8 is null ? null : Difference(float32, final, request.Labels.Count, scorer.Activation),
            TrainingTime = elapsed,
        };

        LogitsDifference? CompareWithTrainer(TrainerOutput files, SplitLogits ours, int labels)
        {
            var theirs = new List<(ReadOnlyMemory<float>, ReadOnlyMemory<float>)>();
            foreach ((string? path, LabelledDataset? data, ReadOnlyMemory<float>? logits) in ((string?, LabelledDataset?, ReadOnlyMemory<float>?)[])[(files.DevLogits, _splits.Dev, ours.Dev), (files.TestLogits, _splits.Test, ours.Test)])
            {
                if (path is not null && data is not null && logits is { } values)
                {
                    float[] read = TrainerOutput.ReadLogits(path, data.Items.Count, labels);
                    LogitsCheck.AreEqual(data, values.Span, read, labels);
                    theirs.Add((values, read));
                }
            }

            if (theirs.Count == 0)
            {
                _progress?.Report(new FinetuneProgress.Remark("the trainer gave no logits: its graph is not held to them"));
                return null;
            }

            return LogitsCheck.Difference(theirs, labels, scorer.Activation);
        }
    }

    private static LogitsDifference Difference(SplitLogits a, SplitLogits b, int labels, Activation activation) =>
        LogitsCheck.Difference(a.Test is { } test ? [(a.Dev, b.Dev), (test, b.Test!.Value)] : [(a.Dev, b.Dev)], labels, activation);

    private CalibrationReport Calibrate(string bundle)
    {
        var options = new CalibrationOptions
        {
            DataName = _options.DataName ?? Path.GetFileNameWithoutExtension(_splits.Train.Name),
            Command = _options.Command,
            Classifier = _options.Classifier,
        };
        IProgress<EvaluationProgress>? progress = _progress is null ? null : new Forward<EvaluationProgress>(value => _progress.Report(new FinetuneProgress.Measuring("thresholds and temperature", value.Done, value.Total)));
        return BundleCalibrator.Calibrate(bundle, _splits.Dev, _splits.Test, options, progress, _cancellationToken);
    }
}
