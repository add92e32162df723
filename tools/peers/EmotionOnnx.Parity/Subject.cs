using System.Text.Json;

namespace EmotionOnnx.Parity;

/// <summary>A tokenizer to compare.</summary>
/// <param name="Name">How the report calls it.</param>
/// <param name="Path">What we load.</param>
/// <param name="Engine">Who the reference is.</param>
/// <param name="Source">What the reference loads, as JSON fields.</param>
internal sealed record Subject(string Name, string Path, Engine Engine, string Source)
{
    /// <summary>Whether it is one of the small ones for single components, which are many.</summary>
    internal bool IsComponent { get; init; }

    /// <summary>A tokenizer's folder or file.</summary>
    internal static Subject Of(string path) => Of(path, System.IO.Path.GetFileName(path.TrimEnd('/', '\\')));

    /// <summary>A tokenizer's folder or file under a name.</summary>
    internal static Subject Of(string path, string name)
    {
        if (!Directory.Exists(path))
        {
            return System.IO.Path.GetExtension(path) switch
            {
                ".model" => new Subject(name, path, Engine.SentencePiece, $"\"model\": {Quote(path)}"),
                ".json" => new Subject(name, path, Engine.Npm, $"\"tokenizer\": {Quote(path)}"),
                _ => new Subject(name, path, Engine.Npm, Vocabulary(path)),
            };
        }

        string In(string file) => System.IO.Path.Combine(path, file);
        if (File.Exists(In("tokenizer.json")))
        {
            return new Subject(name, path, Engine.Npm, $"\"tokenizer\": {Quote(In("tokenizer.json"))}");
        }

        if (File.Exists(In("merges.txt")))
        {
            bool isRoberta = path.Contains("roberta", StringComparison.OrdinalIgnoreCase);
            return new Subject(
                name, path, Engine.Npm, $"\"vocabulary\": {Quote(In("vocab.json"))}, \"merges\": {Quote(In("merges.txt"))}, \"roberta\": {(isRoberta ? "true" : "false")}");
        }

        return Directory.EnumerateFiles(path, "*.model").Order(StringComparer.Ordinal).FirstOrDefault() is { } model
            ? Of(model, name)
            : new Subject(name, path, Engine.Npm, Vocabulary(In("vocab.txt")));
    }

    // The case matters only where there is nothing but a vocab.txt.
    private static string Vocabulary(string file) =>
        $"\"vocabulary\": {Quote(file)}, \"lowercase\": {(file.Contains("-cased", StringComparison.Ordinal) ? "false" : "true")}";

    private static string Quote(string path) => $"\"{JsonEncodedText.Encode(System.IO.Path.GetFullPath(path))}\"";
}
