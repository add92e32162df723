using System.Globalization;

namespace EmotionOnnx.Training.Data;

/// <summary>Where a text stands, as a person is told.</summary>
internal static class Place
{
    /// <summary>So many examples of a problem are kept.</summary>
    public const int Examples = 5;

    private const int ExcerptLength = 48;

    public static string Of(LabelledDataset data, LabelledText item) => string.Create(CultureInfo.InvariantCulture, $"{LineOf(data, item)}: {Excerpt(item.Text)}");

    public static string OfLabelled(LabelledDataset data, LabelledText item) =>
        string.Create(CultureInfo.InvariantCulture, $"{LineOf(data, item)} [{string.Join(", ", item.Labels)}]");

    public static string LineOf(LabelledDataset data, LabelledText item) =>
        item.Line > 0 ? string.Create(CultureInfo.InvariantCulture, $"{FileOf(data)}:{item.Line}") : FileOf(data);

    public static string Excerpt(string text)
    {
        if (text.Length <= ExcerptLength)
        {
            return $"\"{text}\"";
        }

        int end = ExcerptLength - (char.IsHighSurrogate(text[ExcerptLength - 1]) ? 1 : 0);
        return $"\"{text.AsSpan(0, end)}…\"";
    }

    // Whole paths would hide the texts.
    private static string FileOf(LabelledDataset data) => Path.GetFileName(data.Name);
}
