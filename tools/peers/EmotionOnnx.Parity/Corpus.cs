using System.Text;
using System.Text.Json;

namespace EmotionOnnx.Parity;

/// <summary>Texts under one name.</summary>
/// <param name="Name">How the report calls them.</param>
/// <param name="Texts">The texts.</param>
internal sealed record Corpus(string Name, IReadOnlyList<string> Texts)
{
    /// <summary>Every text of data/**/*.tsv, and every line and every whole of tokenizers/torture; what is not there is said.</summary>
    internal static IReadOnlyList<Corpus> AllOf(string data, TextWriter output)
    {
        var corpora = new List<Corpus>();
        string folder = Path.Combine(data, "data");
        string[] tables = Directory.Exists(folder)
            ? [.. Directory.EnumerateFiles(folder, "*.tsv", SearchOption.AllDirectories).Order(StringComparer.Ordinal)]
            : [];
        corpora.AddRange(tables.Select(file => Table(Path.GetRelativePath(data, file), file)));
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
            yield return new Corpus(Path.GetFileName(path), [.. document.RootElement.EnumerateArray().Select(GoldenCase.Unescape)]);
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

    // The texts of the column of that name; a table without one gives its lines.
    private static Corpus Table(string name, string file)
    {
        string[] lines = File.ReadAllText(file, Encoding.UTF8).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        int column = Array.IndexOf(lines[0].TrimEnd('\r').Split('\t'), "text");
        return new Corpus(name, column < 0 ? lines : [.. lines.Skip(1).Select(line => line.TrimEnd('\r').Split('\t')[column])]);
    }
}
