using System.Text.Json;
using System.Text.Json.Serialization;
using EmotionOnnx.Training.Calibration;
using EmotionOnnx.Training.Finetuning;

namespace EmotionOnnx.Training.Validation;

/// <summary>The figures of a validation's runs as JSON: among the work, so that no run is made twice, and beside the finished model, for machines.</summary>
internal static class ValidationFile
{
    private const string Suffix = ".validation.json";

    public static string PathFor(string output) => output + Suffix;

    /// <summary>What is beside the model's place already is not lost by accident.</summary>
    /// <exception cref="FinetuneException">There is such a file.</exception>
    public static void CheckPlace(FinetunePlan plan)
    {
        string path = PathFor(plan.Output);
        if (plan.Options.Validation is not null && File.Exists(path) && !plan.Options.Overwrite && !plan.Options.Resume)
        {
            throw new FinetuneException($"{path} is there already: the figures of another model's runs. Choose another output, or let it be replaced (--overwrite).");
        }
    }

    /// <summary>A model that was replaced takes its figures with it.</summary>
    public static void DeleteStale(FinetunePlan plan)
    {
        if (plan.Options.Validation is null && plan.Options.Overwrite)
        {
            File.Delete(PathFor(plan.Output));
        }
    }

    /// <summary>Writes the runs that are done so far.</summary>
    public static void WriteRuns(string path, ValidationPlan validation, IEnumerable<ValidationRun> runs) =>
        Write(path, new ValidationDocument { Kind = validation.Options.Kind, MeasuredOn = validation.MeasuredOn, Runs = [.. runs.Select(RunDocument.Of)] });

    /// <summary>Writes the whole, with mean and deviation.</summary>
    public static void Write(string path, ValidationReport result) => Write(path, new ValidationDocument
    {
        Kind = result.Kind,
        MeasuredOn = result.MeasuredOn,
        Runs = [.. result.Runs.Select(RunDocument.Of)],
        Figures = result.Figures.ToDictionary(figure => figure.Name.Replace(' ', '_').ToLowerInvariant(), figure => new FigureDocument(figure.Mean, figure.Deviation), StringComparer.Ordinal),
        Pooled = result.Pooled is { } pooled ? new PooledDocument(pooled.Rows, pooled.Macro.F1, pooled.Micro.F1, pooled.ExactMatch, pooled.Labels) : null,
    });

    /// <summary>The runs that were done before.</summary>
    /// <exception cref="FinetuneException">The file is damaged.</exception>
    public static IReadOnlyList<ValidationRun> ReadRuns(string path)
    {
        if (!File.Exists(path))
        {
            return [];
        }

        try
        {
            return [.. JsonSerializer.Deserialize(File.ReadAllBytes(path), ValidationJson.Default.ValidationDocument)!.Runs.Select(run => run.ToRun())];
        }
        catch (JsonException e)
        {
            throw new FinetuneException($"{path} is damaged ({e.Message}); with --overwrite in place of --resume all runs begin again.", e);
        }
    }

    private static void Write(string path, ValidationDocument document) => AtomicFile.Write(path, JsonSerializer.Serialize(document, ValidationJson.Default.ValidationDocument) + "\n");
}

/// <summary>The file.</summary>
internal sealed record ValidationDocument
{
    public int SchemaVersion { get; init; } = 1;

    public required ValidationKind Kind { get; init; }

    public required string MeasuredOn { get; init; }

    public IReadOnlyDictionary<string, FigureDocument>? Figures { get; init; }

    public PooledDocument? Pooled { get; init; }

    public required IReadOnlyList<RunDocument> Runs { get; init; }
}

/// <summary>Mean and deviation of a figure.</summary>
internal sealed record FigureDocument(double Mean, double Deviation);

/// <summary>All folds as one.</summary>
internal sealed record PooledDocument(int Texts, double MacroF1, double MicroF1, double ExactMatch, IReadOnlyList<LabelMetrics> Labels);

/// <summary>A run: what its figures follow from, and for readers the figures themselves.</summary>
internal sealed record RunDocument
{
    public required string Name { get; init; }

    public required long Seed { get; init; }

    public required int TrainTexts { get; init; }

    public required int DevTexts { get; init; }

    public required int Texts { get; init; }

    public required float Temperature { get; init; }

    public required double TrainingSeconds { get; init; }

    public double MacroF1 { get; init; }

    public double MicroF1 { get; init; }

    public required double ExactMatch { get; init; }

    public double? CalibrationError { get; init; }

    public double? Brier { get; init; }

    public required IReadOnlyList<LabelMetrics> Labels { get; init; }

    public static RunDocument Of(ValidationRun run) => new()
    {
        Name = run.Name,
        Seed = run.Seed,
        TrainTexts = run.TrainTexts,
        DevTexts = run.DevTexts,
        Texts = run.Report.Rows,
        Temperature = run.Temperature,
        TrainingSeconds = run.TrainingTime.TotalSeconds,
        MacroF1 = run.Report.Macro.F1,
        MicroF1 = run.Report.Micro.F1,
        ExactMatch = run.Report.ExactMatch,
        CalibrationError = run.Report.ExpectedCalibrationError,
        Brier = run.Report.BrierScore,
        Labels = run.Report.Labels,
    };

    public ValidationRun ToRun() => new()
    {
        Name = Name,
        Seed = Seed,
        TrainTexts = TrainTexts,
        DevTexts = DevTexts,
        Temperature = Temperature,
        TrainingTime = TimeSpan.FromSeconds(TrainingSeconds),
        Report = ClassificationReport.FromCounts(Labels, Texts, ExactMatch, CalibrationError, Brier),
    };
}

/// <summary>The file's JSON.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    RespectNullableAnnotations = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    WriteIndented = true,
    NewLine = "\n",
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(ValidationDocument))]
[JsonSerializable(typeof(ThresholdTuningOptions))]
internal sealed partial class ValidationJson : JsonSerializerContext;
