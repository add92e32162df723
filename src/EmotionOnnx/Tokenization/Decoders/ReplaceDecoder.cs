using System.Text;
using EmotionOnnx.Tokenization.Json;
using EmotionOnnx.Tokenization.Patterns;

namespace EmotionOnnx.Tokenization.Decoders;

/// <summary>Another text for every occurrence of a string, or match of a regular expression, in each token.</summary>
internal sealed class ReplaceDecoder : Decoder
{
    internal const string TypeName = "Replace";

    private readonly string? _literal;
    private readonly Pattern? _pattern;
    private readonly string _content;

    internal ReplaceDecoder(string literal, string content) => (_literal, _content) = (literal, content);

    private ReplaceDecoder(Pattern pattern, string content) => (_pattern, _content) = (pattern, content);

    internal static ReplaceDecoder Read(JsonNode node)
    {
        node.AllowOnly("type", "pattern", "content");
        JsonNode pattern = node.Require("pattern");
        string content = node.String("content");
        // Read in any case: it says what is wrong with it.
        var read = Pattern.Read(pattern);
        return pattern.OptionalString("String") is { } literal ? new ReplaceDecoder(literal, content) : new ReplaceDecoder(read, content);
    }

    internal override void Decode(List<string> tokens)
    {
        Scratch scratch = Scratch.Rent();
        for (int i = 0; i < tokens.Count; i++)
        {
            if (tokens[i].Length == 0)
            {
                // Nothing matches in an empty token, not even a pattern that matches nothing.
                continue;
            }

            tokens[i] = _literal is not null ? Replacing.All(tokens[i], _literal, _content) : ReplaceMatches(tokens[i], _pattern!, scratch);
        }

        Scratch.Return(scratch, 0);
    }

    private string ReplaceMatches(string token, Pattern pattern, Scratch scratch)
    {
        var result = new StringBuilder();
        var search = default(PatternSearch);
        int done = 0;
        while (pattern.TryFind(token, ref search, scratch, out int start, out int end))
        {
            result.Append(token, done, start - done).Append(_content);
            done = end;
        }

        return result.Append(token, done, token.Length - done).ToString();
    }
}
