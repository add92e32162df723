using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using EmotionOnnx.Training.Finetuning;

namespace EmotionOnnx.Training.Validation;

/// <summary>The runs that validate a fine-tuning, all of them looked at before the first begins.</summary>
internal sealed record ValidationPlan
{
    private const int MostRepeats = 1000;

    public required ValidationOptions Options { get; init; }

    /// <summary><see cref="ValidationReport.MeasuredOn"/>.</summary>
    public required string MeasuredOn { get; init; }

    /// <summary>The runs besides the one that makes the model.</summary>
    public required IReadOnlyList<PlannedRun> Runs { get; init; }

    /// <summary>What is worth saying before they begin.</summary>
    public required IReadOnlyList<string> Remarks { get; init; }

    /// <summary>The run that makes the model, as the first repeat is called.</summary>
    public static string NameOf(long seed) => string.Create(CultureInfo.InvariantCulture, $"seed {seed}");

    /// <exception cref="FinetuneException">There are too few runs.</exception>
    /// <exception cref="TextTableException">There are fewer texts, or groups, than folds.</exception>
    /// <exception cref="DataCheckException">A fold's data is such that no training should begin.</exception>
    public static ValidationPlan Make(FinetunePlan plan, ValidationOptions options)
    {
        string what = options.Kind == ValidationKind.Folds ? "folds" : "repeats";
        if (options.Runs < 2)
        {
            throw new FinetuneException(string.Create(CultureInfo.InvariantCulture, $"{what}: {options.Runs} is too few; one run has no deviation, so it takes at least 2."));
        }

        return options.Kind == ValidationKind.Folds ? Folds(plan, options) : Repeats(plan, options);
    }

    /// <summary>
    /// Adds what must be the same for a fine-tuning to go on: not only what is trained but how it is measured, since the finished runs are not measured again.
    /// </summary>
    public void AddTo(JsonObject record, FinetuneOptions options)
    {
        record["measured_with"] = new JsonObject
        {
            ["bundle_max_tokens"] = options.BundleMaxTokens,
            ["thresholds"] = JsonSerializer.SerializeToNode(options.Thresholds, ValidationJson.Default.ThresholdTuningOptions),
        };

        // First, so that of all that differs this is told.
        record.Insert(0, Options.Kind == ValidationKind.Folds ? "folds" : "repeats", Options.Runs);
        if (Options.Kind == ValidationKind.Folds)
        {
            record["sha256"]!["folds"] = DivisionHash();
        }
    }

    private static ValidationPlan Folds(FinetunePlan plan, ValidationOptions options)
    {
        IReadOnlyList<DatasetSplits> folds = new FoldMaker(plan.Splits with { Labels = plan.Report.Labels }, options).Make();
        PlannedRun[] runs = [.. folds.Select((fold, i) => Fold(plan, fold, string.Create(CultureInfo.InvariantCulture, $"fold {i + 1}"), options.Runs))];
        string test = plan.Splits.Test is null ? "" : "; test is left alone, the model at the end is measured on it";
        var remarks = new List<string>
        {
            string.Create(
                CultureInfo.InvariantCulture,
                $"{options.Runs} folds of train and dev ({plan.Splits.Train.Items.Count + plan.Splits.Dev.Items.Count:N0} texts), every label in each as far as possible: {options.Runs} runs are measured on the fold that they hold out, then the model is made of all{test}"),
        };
        remarks.AddRange(folds.SelectMany(fold => fold.Remarks));
        remarks.AddRange(runs.SelectMany(run => Missing(run)));
        if (plan.Options.Teachers.Count > 0)
        {
            remarks.Add("a teacher that has learned from these texts knows the folds held out, and hands that on: the folds' figures are honest only if it has not");
        }

        return new ValidationPlan { Options = options, MeasuredOn = "held out", Runs = runs, Remarks = remarks };
    }

    private static PlannedRun Fold(FinetunePlan plan, DatasetSplits fold, string name, int count)
    {
        DataReport report = DataCheck.Run(fold, new DataCheckOptions { Kind = plan.Report.Kind, Allow = plan.Options.Allow, MaxTokens = plan.MaxTokens });
        if (report.Stops)
        {
            string which = string.Create(CultureInfo.InvariantCulture, $"{name} of {count} (its test is the fold held out): ");
            throw new DataCheckException(report with { Problems = [.. report.Problems.Where(problem => problem.Stops).Select(problem => problem with { Message = which + problem.Message })] });
        }

        return new PlannedRun(name, plan with { Splits = fold, Report = report, Options = Besides(plan.Options) });
    }

    private static ValidationPlan Repeats(FinetunePlan plan, ValidationOptions options)
    {
        if (options.Runs > MostRepeats)
        {
            throw new FinetuneException(string.Create(CultureInfo.InvariantCulture, $"repeats: {options.Runs} runs; at most {MostRepeats} can be made."));
        }

        if (plan.Options.Seed > long.MaxValue - options.Runs)
        {
            throw new FinetuneException(string.Create(CultureInfo.InvariantCulture, $"repeats: after the seed {plan.Options.Seed} there are no {options.Runs - 1} more."));
        }

        PlannedRun[] runs = [.. Enumerable.Range(1, options.Runs - 1).Select(i => plan.Options.Seed + i)
            .Select(seed => new PlannedRun(NameOf(seed), plan with { Options = Besides(plan.Options) with { Seed = seed } }))];
        return new ValidationPlan { Options = options, MeasuredOn = plan.Splits.Test is null ? "dev" : "test", Runs = runs, Remarks = [] };
    }

    /// <summary>What a run needs that leaves no bundle.</summary>
    private static FinetuneOptions Besides(FinetuneOptions options) => options with { Validation = null, Files = [], Groups = new Dictionary<string, IReadOnlyDictionary<string, string>>(), Command = null };

    private static IEnumerable<string> Missing(PlannedRun run)
    {
        string[] Names(int split) => [.. run.Plan.Report.Labels.Where((_, label) => run.Plan.Report.Splits[split].LabelCounts[label] == 0).Select(label => $"'{label}'")];
        if (Names(2) is { Length: > 0 } held)
        {
            yield return $"{run.Name} holds out no text of {string.Join(", ", held)}, which counts as an F1 of 0 there; the figures of all folds together do not suffer from it";
        }

        if (Names(1) is { Length: > 0 } dev)
        {
            yield return $"{run.Name} has no text of {string.Join(", ", dev)} in dev, to choose a threshold on";
        }
    }

    /// <summary>Which text is in which part of which fold: groups and the split's seed are not in the data files, by which a run that goes on is recognized.</summary>
    private string DivisionHash()
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (PlannedRun run in Runs)
        {
            foreach ((string split, LabelledDataset data) in run.Plan.Splits.All)
            {
                sha.AppendData(Encoding.UTF8.GetBytes($"{run.Name}\n{split}\n{data.Items.Count}\n"));
                foreach (LabelledText item in data.Items)
                {
                    sha.AppendData(SHA256.HashData(Encoding.UTF8.GetBytes(item.Text)));
                }
            }
        }

        return Convert.ToHexStringLower(sha.GetHashAndReset());
    }
}
