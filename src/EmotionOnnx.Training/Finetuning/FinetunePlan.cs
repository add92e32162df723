using System.Globalization;
using EmotionOnnx.Training.Reporting;
using EmotionOnnx.Training.Validation;

namespace EmotionOnnx.Training.Finetuning;

/// <summary>What a fine-tuning is to do, looked at before anything is written.</summary>
internal sealed record FinetunePlan
{
    private const int DefaultMaxTokens = 128;

    public required FinetuneOptions Options { get; init; }

    /// <summary>The bundle's place, a full path.</summary>
    public required string Output { get; init; }

    public required BaseModel Base { get; init; }

    public required Tokenizer Tokenizer { get; init; }

    public required int MaxTokens { get; init; }

    public required DataReport Report { get; init; }

    /// <summary>The texts that can be used.</summary>
    public required DatasetSplits Splits { get; init; }

    public required FinetuneHyperparameters Hyperparameters { get; init; }

    /// <summary>The runs that are made besides, to see how much one run proves; null for none.</summary>
    public ValidationPlan? Validation { get; init; }

    public required IProgress<FinetuneProgress>? Progress { get; init; }

    public required CancellationToken CancellationToken { get; init; }

    /// <exception cref="DataCheckException">No training should begin on this data.</exception>
    /// <exception cref="FinetuneException">The base, an option or the output is not what it must be.</exception>
    public static FinetunePlan Make(DatasetSplits splits, FinetuneOptions options, IProgress<FinetuneProgress>? progress, CancellationToken cancellationToken)
    {
        string output = Followed(Path.TrimEndingDirectorySeparator(Path.GetFullPath(options.Output)));
        CheckLanguage(options.Language);
        OutputFolder.Check(output, options.Overwrite);
        if (options.Report is not null)
        {
            ReportFiles.Check(options.Report, output, options.Overwrite);
        }

        var model = BaseModel.Open(options.Base);
        var tokenizer = Tokenizer.Load(model.Path);
        int maxTokens = MaxTokensOf(options, model, tokenizer);
        var check = new DataCheckOptions { Kind = options.Kind, Allow = options.Allow, Tokenizer = tokenizer, MaxTokens = maxTokens };
        DataReport report = DataCheck.Run(splits, check);
        if (report.Stops)
        {
            throw new DataCheckException(report);
        }

        DatasetSplits usable = Usable(splits, report);
        if (usable != splits)
        {
            report = OfWhatIsLeft(usable, check, report);
        }

        CheckThresholds(options.Thresholds, report.Kind);
        BundleFiles.Check(options, report.Labels);
        FinetuneHyperparameters hyperparameters = options.Hyperparameters ?? FinetuneHyperparameters.For(usable.Train.Items.Count);
        if (HyperparameterRanges.Check(hyperparameters, report.Labels.Count) is { } wrong)
        {
            throw new FinetuneException(wrong);
        }

        var plan = new FinetunePlan
        {
            Options = options,
            Output = output,
            Base = model,
            Tokenizer = tokenizer,
            MaxTokens = maxTokens,
            Report = report,
            Splits = usable,
            Hyperparameters = hyperparameters,
            Progress = progress,
            CancellationToken = cancellationToken,
        };
        ValidationFile.CheckPlace(plan);
        return options.Validation is null ? plan : plan with { Validation = ValidationPlan.Make(plan, options.Validation) };
    }

    // A link's own place is not a folder's: what is replaced is the folder that it names.
    private static string Followed(string output) =>
        new DirectoryInfo(output) is { LinkTarget: not null } link && link.ResolveLinkTarget(returnFinalTarget: true) is { } target ? Path.TrimEndingDirectorySeparator(target.FullName) : output;

    // It stands in the card's front matter as it is.
    private static void CheckLanguage(string? language)
    {
        if (language is not null && (language.Length is 0 or > 35 || !language.All(c => char.IsAsciiLetterOrDigit(c) || c == '-')))
        {
            throw new FinetuneException($"the language '{language}' is no language tag, such as en or pt-BR (BCP 47).");
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

    private static void CheckThresholds(ThresholdTuningOptions thresholds, LabelKind kind)
    {
        if (thresholds.PrecisionFloor is not { } floor)
        {
            return;
        }

        if (floor is not (>= 0 and <= 1))
        {
            throw new FinetuneException(string.Create(CultureInfo.InvariantCulture, $"the precision floor is {floor}; it must be from 0 to 1."));
        }

        if (kind == LabelKind.SingleLabel)
        {
            throw new FinetuneException($"{BundleCalibrator.PrecisionFloorNeedsThresholds} Leave it out, or train with --kind multi.");
        }
    }

    /// <summary>What is left when texts are left out must be fit to train on too, and it is what the figures and the card are of.</summary>
    private static DataReport OfWhatIsLeft(DatasetSplits usable, DataCheckOptions check, DataReport before)
    {
        DataReport left = DataCheck.Run(usable, check with { Kind = before.Kind });
        IEnumerable<DataProblem> passed = before.Problems.Where(problem => problem.Kind == DataProblemKind.WrongLabelCount);
        left = left with { IsKindGuessed = before.IsKindGuessed, Problems = [.. left.Problems, .. passed] };
        return left.Stops ? throw new DataCheckException(left) : left;
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
}
