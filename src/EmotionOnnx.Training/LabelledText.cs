namespace EmotionOnnx.Training;

/// <summary>A text with the labels that people gave it.</summary>
/// <param name="Text">The text.</param>
/// <param name="Labels">Its labels, as the data names them; it may have none.</param>
/// <param name="Line">The line of the file on which it begins, from 1; 0 where there is no file.</param>
public sealed record LabelledText(string Text, IReadOnlyList<string> Labels, long Line = 0)
{
    /// <summary>The split that the data says it belongs to; null where it says none.</summary>
    public string? Split { get; init; }

    /// <summary>What the text belongs to, for example its author or book; null where the data does not say. A group is never divided between splits.</summary>
    public string? Group { get; init; }
}
