using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace EmotionOnnx.Training.Finetuning;

/// <summary>Adds tokens to a tokenizer.json.</summary>
internal static class TokenizerExtension
{
    private const string FileName = "tokenizer.json";
    private static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Adds those that the tokenizer does not have yet.</summary>
    /// <param name="folder">A folder of ours with the tokenizer's files.</param>
    /// <param name="tokens">The tokens.</param>
    /// <param name="modelRows">How many tokens the base embeds; new ones come after these.</param>
    /// <returns>What the trainer is told of them.</returns>
    /// <exception cref="FinetuneException">The tokenizer is no tokenizer.json, or a token is empty or has a name that says nothing.</exception>
    public static IReadOnlyList<AddedTokenRequest> Extend(string folder, IReadOnlyList<AddedToken> tokens, int modelRows)
    {
        var tokenizer = Tokenizer.Load(folder);
        var added = new List<AddedTokenRequest>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        int next = Math.Max(tokenizer.VocabularySize, modelRows);
        foreach (AddedToken token in tokens.Where(token => tokenizer.TokenToId(token.Token) is null && seen.Add(token.Token)))
        {
            if (string.IsNullOrWhiteSpace(token.Token))
            {
                throw new FinetuneException("a token to be added is empty.");
            }

            added.Add(new AddedTokenRequest(token.Token, next++, PiecesOf(tokenizer, token)));
        }

        if (added.Count > 0)
        {
            Write(Path.Combine(folder, FileName), added);
        }

        return added;
    }

    private static int[] PiecesOf(Tokenizer tokenizer, AddedToken token)
    {
        var pieces = new TokenBuffer();
        tokenizer.Encode(token.Name, pieces);
        int[] known = [.. pieces.Ids.ToArray().Where(id => id != tokenizer.UnknownId)];
        return known.Length > 0 ? known : throw new FinetuneException($"'{token.Name}', the name of the added token '{token.Token}', has no word that the base knows.");
    }

    private static void Write(string path, List<AddedTokenRequest> added)
    {
        if (!File.Exists(path))
        {
            throw new FinetuneException($"tokens can be added to a {FileName}; the base has none.");
        }

        JsonObject json = JsonNode.Parse(File.ReadAllText(path))!.AsObject();
        if (json["added_tokens"] is not JsonArray list)
        {
            json["added_tokens"] = list = [];
        }

        foreach (AddedTokenRequest token in added)
        {
            list.Add((JsonNode)new JsonObject
            {
                ["id"] = token.Id,
                ["content"] = token.Token,
                ["single_word"] = false,
                ["lstrip"] = false,
                ["rstrip"] = false,
                ["normalized"] = false,
                ["special"] = false,
            });
        }

        File.WriteAllText(path, json.ToJsonString(Compact));
    }
}
