using System.Text;
using System.Text.Json;

namespace EmotionOnnx.Parity;

/// <summary>Texts under one name.</summary>
/// <param name="Name">How the report calls them.</param>
/// <param name="Texts">The texts.</param>
internal sealed record Corpus(string Name, IReadOnlyList<string> Texts)
{
    /// <summary>Under options that few texts are tried with, one of how many of those few.</summary>
    internal int Thinning { get; init; } = 1;

    /// <summary>With one of the small tokenizers for single components, one of how many texts.</summary>
    internal int ComponentThinning { get; init; } = 20;

    /// <summary>Random texts.</summary>
    internal static Corpus Random(int count) => new("random texts", new RandomTexts(count)) { Thinning = 10, ComponentThinning = 50 };

    /// <summary>Every text of data/**/*.tsv, and every line and every whole of tokenizers/torture; what is not there is said.</summary>
    internal static IReadOnlyList<Corpus> AllOf(string data, TextWriter output)
    {
        var corpora = new List<Corpus>();
        string folder = Path.Combine(data, "data");
        string[] folders = Directory.Exists(folder) ? [.. Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal)] : [];
        corpora.AddRange(folders.Select(Tables).Where(corpus => corpus.Texts.Count > 0));
        foreach (string name in (string[])["blns.txt", "emoji-test.txt", "udhr"])
        {
            string path = Path.Combine(data, "tokenizers", "torture", name);
            if (Path.Exists(path))
            {
                corpora.AddRange(Of(path));
            }
            else
            {
                output.WriteLine($"Not compared, for it is not there: {path}");
            }
        }

        return corpora;
    }

    /// <summary>A text file, or all text files of a folder: each line, and each file as one text; or an array of texts in .json, or a table's texts.</summary>
    internal static IEnumerable<Corpus> Of(string path)
    {
        if (!Path.Exists(path))
        {
            throw new ParityException($"{path}: no such file or folder.");
        }

        if (path.EndsWith(".tsv", StringComparison.Ordinal))
        {
            yield return Table(Path.GetFileName(path), path);
            yield break;
        }

        if (path.EndsWith(".json", StringComparison.Ordinal))
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));
            yield return new Corpus(Path.GetFileName(path), [.. document.RootElement.EnumerateArray().Select(GoldenCase.Unescape)]) { ComponentThinning = 1 };
            yield break;
        }

        string[] files = Directory.Exists(path)
            ? [.. Directory.EnumerateFiles(path, "*.txt", SearchOption.AllDirectories).Order(StringComparer.Ordinal)]
            : [path];
        string name = Path.GetFileName(path.TrimEnd('/', '\\'));
        string[] wholes = [.. files.Select(file => File.ReadAllText(file, Encoding.UTF8))];
        yield return new Corpus($"{name}, lines", [.. wholes.SelectMany(whole => whole.Split('\n'))]);
        yield return new Corpus($"{name}, whole", wholes);
    }

    private static Corpus Tables(string folder) => new(
        $"data/{Path.GetFileName(folder)}",
        [.. Directory.EnumerateFiles(folder, "*.tsv", SearchOption.AllDirectories).Order(StringComparer.Ordinal).SelectMany(file => Table(file, file).Texts)]);

    // The texts of the column of that name; a table without one gives its lines.
    private static Corpus Table(string name, string file)
    {
        string[] lines = File.ReadAllText(file, Encoding.UTF8).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        int column = Array.IndexOf(lines[0].TrimEnd('\r').Split('\t'), "text");
        return new Corpus(name, column < 0 ? lines : [.. lines.Skip(1).Select(line => line.TrimEnd('\r').Split('\t')[column])]);
    }
}
