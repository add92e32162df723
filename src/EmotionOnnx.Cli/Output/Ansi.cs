namespace EmotionOnnx.Cli.Output;

/// <summary>The few escape sequences that <c>classify</c> and <c>tokenize</c> need. Spectre.Console writes the rest; loading it would cost a single answer more than all else that the command does.</summary>
internal static class Ansi
{
    public const string Reset = "\e[0m";
    public const string Bold = "\e[1m";
    public const string Dim = "\e[2m";
    public const string Red = "\e[31m";
    public const string Green = "\e[32m";
    public const string Yellow = "\e[33m";
    public const string Cyan = "\e[36m";

    /// <summary>The colour of a label: by its sentiment where the model groups its labels so.</summary>
    public static string ColorOf(LabelSet labels, string label)
    {
        string? sentiment = label;
        if (labels.IndexOf(label) is >= 0 and int index && labels.Groups.TryGetValue("sentiment", out LabelGroups? groups))
        {
            sentiment = groups.Names[groups.GroupOf(index)];
        }

        return sentiment switch
        {
            "positive" or "joy" => Green,
            "negative" or "anger" or "disgust" or "fear" or "sadness" => Red,
            "ambiguous" or "surprise" => Yellow,
            _ => Cyan,
        };
    }
}
