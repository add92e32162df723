namespace EmotionOnnx.Training.Data;

/// <summary>Names one after another, the first of them where there are many: a line is to be read.</summary>
internal static class Listing
{
    private const int Most = 12;

    public static string Of(IReadOnlyCollection<string> names) =>
        names.Count <= Most ? string.Join(", ", names) : $"{string.Join(", ", names.Take(Most))} and {names.Count - Most} more";
}
