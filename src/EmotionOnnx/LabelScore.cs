namespace EmotionOnnx;

/// <summary>A label (or a group of labels) with its score for one text.</summary>
/// <param name="Label">The label's name as the model's config has it.</param>
/// <param name="Score">A probability from 0 to 1, or the raw output where there is no activation.</param>
/// <param name="IsPresent">Whether the label counts as found: its score reaches the label's threshold.</param>
public readonly record struct LabelScore(string Label, float Score, bool IsPresent);
