using System.Collections.Immutable;
using System.Text.Json;

namespace EmotionOnnx.Parity;

/// <summary>A folder that golden.mjs wrote: a tokenizer and the reference's answers.</summary>
public static class GoldenFolder
{
    /// <summary>Compares our answers with those of the folder.</summary>
    /// <param name="folder">The folder with golden.jsonl.</param>
    /// <param name="tokenizer">The tokenizer; null for the one in the folder.</param>
    /// <returns>How many were compared, and a line for each difference.</returns>
    public static (int Compared, IReadOnlyList<string> Differences) Compare(string folder, Tokenizer? tokenizer = null)
    {
        tokenizer ??= Tokenizer.Load(folder);
        string[] lines = File.ReadAllLines(Path.Combine(folder, "golden.jsonl"));
        var differences = new List<string>();
        for (int i = 0; i < lines.Length; i++)
        {
            GoldenCase golden = GoldenCase.Parse(lines[i]);
            TokenEncoding actual = golden.Pair is null
                ? tokenizer.Encode(golden.Text, golden.Options)
                : tokenizer.Encode(golden.Text, golden.Pair, golden.Options);
            if (Difference(actual, golden.Answer.GetProperty("expected")) is { } difference)
            {
                differences.Add($"line {i + 1}: {difference}");
            }

            if (golden.Answer.TryGetProperty("overflow", out JsonElement overflow))
            {
                JsonElement[] windows = [.. overflow.EnumerateArray()];
                differences.AddRange(windows.Length == actual.Overflow.Length
                    ? windows.Zip(actual.Overflow, (expected, window) => Difference(window, expected)).OfType<string>()
                        .Select(text => $"line {i + 1}, overflow: {text}")
                    : [$"line {i + 1}: {actual.Overflow.Length} overflowing windows, expected {windows.Length}"]);
            }
        }

        return (lines.Length, differences);
    }

    private static string? Difference(TokenEncoding actual, JsonElement expected)
    {
        return Differs(expected, "ids", actual.Ids)
            ?? Differs(expected, "typeIds", actual.TypeIds)
            ?? Differs(expected, "attentionMask", actual.AttentionMask)
            ?? Differs(expected, "specialTokensMask", actual.SpecialTokensMask)
            ?? Differs(expected, "tokens", actual.Tokens)
            ?? Differs(expected, "offsets", [.. actual.Offsets.Select(offset => $"[{offset.Start},{offset.End}]")])
            ?? Differs(expected, "wordIds", [.. actual.WordIds.Select(word => word is { } id ? (object)id : "null")]);
    }

    private static string? Differs<T>(JsonElement expected, string name, ImmutableArray<T> actual)
    {
        string[] wanted = [.. expected.GetProperty(name).EnumerateArray()
            .Select(item => item.ValueKind == JsonValueKind.String ? GoldenCase.Unescape(item) : item.GetRawText())];
        string[] found = [.. actual.Select(item => FormattableString.Invariant($"{item}"))];
        return wanted.SequenceEqual(found) ? null : $"{name} [{string.Join(' ', found)}], expected [{string.Join(' ', wanted)}]";
    }
}
