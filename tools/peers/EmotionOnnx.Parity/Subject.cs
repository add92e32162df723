namespace EmotionOnnx.Parity;

/// <summary>A tokenizer to compare.</summary>
/// <param name="Name">How the report calls it.</param>
/// <param name="Path">What we load.</param>
/// <param name="Json">The tokenizer.json that the reference loads; null where it builds one from the vocabulary.</param>
/// <param name="Vocabulary">The vocab.txt that the reference builds one from.</param>
/// <param name="IsLowercase">Whether that one is to be uncased.</param>
internal sealed record Subject(string Name, string Path, string? Json, string? Vocabulary, bool IsLowercase)
{
    // Those of the BERT family, by folder; the case matters only where there is nothing but a vocab.txt.
    private static readonly (string Folder, bool IsLowercase)[] Known =
    [
        ("tokenizers/bert-base-uncased", true),
        ("tokenizers/bert-base-cased", false),
        ("tokenizers/bert-base-multilingual-cased", false),
        ("tokenizers/bert-base-chinese", false),
        ("base-model/all-minilm-l6-v2", true),
    ];

    /// <summary>Those of a data folder; what is not there is said.</summary>
    internal static IReadOnlyList<Subject> AllOf(string data, TextWriter output)
    {
        var found = new List<Subject>();
        foreach ((string folder, bool isLowercase) in Known)
        {
            string path = System.IO.Path.Combine(data, folder);
            if (Directory.Exists(path))
            {
                found.Add(Of(path, isLowercase));
            }
            else
            {
                output.WriteLine($"Not compared, for it is not there: {path}");
            }
        }

        return found;
    }

    internal static Subject Of(string path) => Of(path, !path.Contains("-cased", StringComparison.Ordinal));

    private static Subject Of(string path, bool isLowercase)
    {
        string name = System.IO.Path.GetFileName(path.TrimEnd('/', '\\'));
        string json = Directory.Exists(path) ? System.IO.Path.Combine(path, "tokenizer.json") : path;
        if (Directory.Exists(path) && !File.Exists(json))
        {
            return new Subject(name, path, null, System.IO.Path.Combine(path, "vocab.txt"), isLowercase);
        }

        return json.EndsWith(".json", StringComparison.Ordinal)
            ? new Subject(name, path, json, null, isLowercase)
            : new Subject(name, path, null, json, isLowercase);
    }
}
