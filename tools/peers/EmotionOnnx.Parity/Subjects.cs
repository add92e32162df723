namespace EmotionOnnx.Parity;

/// <summary>Finds the tokenizers to compare.</summary>
internal static class Subjects
{
    private static readonly string[] Folders = ["tokenizers", "base-model", "hf-exports"];

    private static readonly string[] Markers = ["tokenizer.json", "vocab.txt", "merges.txt", "*.model"];

    /// <summary>Those of a data folder; what is not there is said.</summary>
    internal static IReadOnlyList<Subject> AllOf(string data, TextWriter output)
    {
        var found = new List<Subject>();
        foreach (string folder in Folders)
        {
            string path = Path.Combine(data, folder);
            if (!Directory.Exists(path))
            {
                output.WriteLine($"Not compared, for it is not there: {path}");
                continue;
            }

            found.AddRange(Directory.EnumerateDirectories(path).Order(StringComparer.Ordinal)
                .Where(inside => Markers.Any(marker => Directory.EnumerateFiles(inside, marker).Any()))
                .Select(inside => Subject.Of(inside, folder == "hf-exports" ? $"{folder}/{Path.GetFileName(inside)}" : Path.GetFileName(inside))));
        }

        return found;
    }

    /// <summary>The small tokenizers that components.mjs wrote.</summary>
    internal static IReadOnlyList<Subject> Components() =>
        [.. ComponentFolder.Under(ComponentRoot).Select(folder => Subject.Of(folder) with { IsComponent = true })];

    /// <summary>Their folder.</summary>
    internal static string ComponentRoot => Checkout.Find("tests/EmotionOnnx.Tests/Tokenization/Golden/components");
}
