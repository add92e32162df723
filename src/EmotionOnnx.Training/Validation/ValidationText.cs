using System.Globalization;

namespace EmotionOnnx.Training.Validation;

/// <summary>What a validation's figures are of, in words; the same on a terminal, in the card and in the report.</summary>
internal static class ValidationText
{
    public static string Title(ValidationReport result) => result.Kind == ValidationKind.Folds
        ? string.Create(CultureInfo.InvariantCulture, $"Cross-validation: {result.Runs.Count} folds")
        : string.Create(CultureInfo.InvariantCulture, $"Repeats: {result.Runs.Count} seeds");

    public static string Meaning(ValidationReport result) => (result.Kind, result.MeasuredOn) switch
    {
        (ValidationKind.Folds, _) =>
            "Each run is measured on the fold that it held out; epoch, thresholds and temperature were chosen on a dev split of its own, taken from the other folds. "
            + "The model itself was made afterwards of all folds, and is none of these runs. Deviation: standard deviation of the runs (n - 1), that is how much one run moves, not how sure the mean is.",
        (_, "test") =>
            "The same texts with other seeds, each run measured on test; epoch, thresholds and temperature were chosen on dev. The model is the run with the first seed, whichever is best. "
            + "Deviation: standard deviation of the runs (n - 1).",
        _ =>
            "The same texts with other seeds, each run measured **on the very dev split that its epoch, thresholds and temperature were chosen on**: these figures flatter, only their deviation tells something. "
            + "The model is the run with the first seed, whichever is best. Deviation: standard deviation of the runs (n - 1).",
    };
}
