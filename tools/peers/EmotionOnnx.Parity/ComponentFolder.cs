using System.Text.Json;

namespace EmotionOnnx.Parity;

/// <summary>A folder that components.mjs wrote: a tokenizer.json that exercises a component, and the reference's answers.</summary>
public static class ComponentFolder
{
    private static readonly string[] Parts = ["ids", "type ids", "attention mask", "special tokens mask", "offsets", "word ids"];

    // A declared truncation is to read as far as the reference does.
    private static readonly EncodeOptions Plain = new() { ReadsToEnd = false };

    /// <summary>The folders under one, by name.</summary>
    /// <param name="root">The folder that holds texts.json and the others.</param>
    public static IReadOnlyList<string> Under(string root) =>
        [.. Directory.EnumerateFiles(root, "answers.jsonl", SearchOption.AllDirectories).Select(file => Path.GetDirectoryName(file)!).Order(StringComparer.Ordinal)];

    /// <summary>Compares our answers with those of the folder.</summary>
    /// <param name="folder">The folder with tokenizer.json and answers.jsonl, beside texts.json.</param>
    /// <returns>How many answers were compared, and a line for each difference; a tokenizer that does not load is one.</returns>
    public static (int Compared, IReadOnlyList<string> Differences) Compare(string folder)
    {
        Tokenizer tokenizer;
        try
        {
            tokenizer = Tokenizer.Load(folder);
        }
        catch (TokenizerException error)
        {
            return (0, [$"it does not load: {error.Message}"]);
        }

        string[] texts = Texts(Path.Combine(folder, "..", "texts.json"));
        var differences = new List<string>();
        int compared = 0;
        foreach (string line in File.ReadLines(Path.Combine(folder, "answers.jsonl")))
        {
            using JsonDocument document = JsonDocument.Parse(line);
            JsonElement answer = document.RootElement;
            if (answer.TryGetProperty("digests", out JsonElement digests))
            {
                compared += texts.Length;
                string[] wanted = digests.GetString()!.Split(' ');
                string[]? decoded = answer.TryGetProperty("decoded", out JsonElement texted) ? texted.GetString()!.Split(' ') : null;
                differences.AddRange(texts.SelectMany((text, i) => DigestDifferences(tokenizer, text, wanted[i], decoded?[i]).Select(what => $"text {i}: {what}")));
            }
            else
            {
                compared++;
                differences.AddRange(Differences(tokenizer, texts, answer).Select(what => $"{Label(answer)}: {what}"));
            }
        }

        return (compared, differences);
    }

    /// <summary>The sentences of texts.json.</summary>
    /// <param name="file">The file.</param>
    public static string[] Texts(string file)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(file));
        return [.. document.RootElement.EnumerateArray().Select(GoldenCase.Unescape)];
    }

    private static string Label(JsonElement answer) => answer.TryGetProperty("text", out JsonElement text)
        ? $"text {text}" + (answer.TryGetProperty("pair", out JsonElement pair) ? $" with {pair}" : "") + (answer.TryGetProperty("bare", out _) ? ", bare" : "")
        : $"ids {answer.GetProperty("ids").GetRawText()}";

    private static IEnumerable<string> DigestDifferences(Tokenizer tokenizer, string text, string wanted, string? decoded)
    {
        TokenEncoding? encoding = Encode(tokenizer, text, null, Plain, out string error);
        string found = encoding is null ? CompactAnswer.Digest("error") : CompactAnswer.Digest([.. CompactAnswer.Of(encoding), string.Join('\u0001', encoding.Tokens)]);
        if (found != wanted)
        {
            yield return encoding is null ? $"we refuse it: {error}"
                : wanted == CompactAnswer.Digest("error") ? "the reference refuses it"
                : $"another digest; ours is {string.Join(" | ", CompactAnswer.Of(encoding))} | {string.Join(' ', encoding.Tokens)}";
        }
        else if (encoding is not null && decoded is not null)
        {
            string[] ours = [tokenizer.Decode(encoding.Ids.AsSpan(), skipSpecialTokens: true), tokenizer.Decode(encoding.Ids.AsSpan(), skipSpecialTokens: false)];
            if (CompactAnswer.Digest(ours) != decoded)
            {
                yield return $"another digest of what is decoded; ours are {Quoted(ours[0])} and {Quoted(ours[1])}";
            }
        }
    }

    private static IEnumerable<string> Differences(Tokenizer tokenizer, string[] texts, JsonElement answer)
    {
        if (!answer.TryGetProperty("text", out JsonElement text))
        {
            return DecodeDifferences(tokenizer, [.. answer.GetProperty("ids").EnumerateArray().Select(id => id.GetInt32())], answer);
        }

        string? pair = answer.TryGetProperty("pair", out JsonElement second) ? texts[second.GetInt32()] : null;
        EncodeOptions options = answer.TryGetProperty("bare", out _) ? Plain with { AddSpecialTokens = false } : Plain;
        TokenEncoding? encoding = Encode(tokenizer, texts[text.GetInt32()], pair, options, out string error);
        if (answer.TryGetProperty("error", out JsonElement expected))
        {
            return encoding is null ? [] : [$"the reference refuses it: {expected.GetString()}"];
        }

        if (encoding is null)
        {
            return [$"we refuse it: {error}"];
        }

        string[] wanted = [.. answer.GetProperty("answer").EnumerateArray().Select(item => item.GetString()!)];
        string[] found = CompactAnswer.Of(encoding);
        return
        [
            .. wanted.Zip(found, Parts).Where(part => part.First != part.Second).Select(part => $"{part.Third} [{part.Second}], expected [{part.First}]"),
            .. answer.TryGetProperty("decoded", out _) ? DecodeDifferences(tokenizer, [.. encoding.Ids], answer) : [],
        ];
    }

    private static IEnumerable<string> DecodeDifferences(Tokenizer tokenizer, int[] ids, JsonElement answer)
    {
        foreach ((string name, bool skip) in new[] { ("decoded", true), ("all", false) })
        {
            string wanted = GoldenCase.Unescape(answer.GetProperty(name));
            string found = tokenizer.Decode(ids, skip);
            if (found != wanted)
            {
                yield return $"decoded {(skip ? "without" : "with")} special tokens {Quoted(found)}, expected {Quoted(wanted)}";
            }
        }
    }

    private static TokenEncoding? Encode(Tokenizer tokenizer, string text, string? pair, EncodeOptions options, out string error)
    {
        try
        {
            error = string.Empty;
            return pair is null ? tokenizer.Encode(text, options) : tokenizer.Encode(text, pair, options);
        }
        catch (ArgumentException refused)
        {
            error = refused.Message;
            return null;
        }
    }

    private static string Quoted(string text) => JsonSerializer.Serialize(text);
}
