using EmotionOnnx.Tokenization.Models;
using EmotionOnnx.Tokenization.Normalizers;

namespace EmotionOnnx.Tokenization.AddedTokens;

/// <summary>The added tokens with their ids, over those of the model. Immutable.</summary>
internal sealed class AddedVocabulary
{
    private readonly Vocabulary _model;
    private readonly Dictionary<string, int> _ids = [];
    private readonly Dictionary<int, string> _tokens = [];
    private readonly Dictionary<int, string> _texts = [];
    private readonly HashSet<string> _special = [];
    private readonly int _highestAdded = -1;

    internal AddedVocabulary(
        IEnumerable<AddedToken> tokens, Vocabulary model, Normalizer? normalizer, Func<string, TokenizerException> error)
    {
        _model = model;
        Dictionary<string, AddedToken> asIs = [], normalized = [];
        foreach (AddedToken token in tokens)
        {
            if (token.Content.Length == 0)
            {
                continue;
            }

            if (token.IsSpecial)
            {
                _special.Add(token.Content);
            }

            int id = IdFor(token.Content);
            if (id == int.MaxValue)
            {
                throw error($"the ids that the file gives leave none for '{token.Content}'.");
            }

            _ids[token.Content] = id;
            _highestAdded = Math.Max(_highestAdded, id);
            _tokens[id] = token.Content;
            if (!token.IsNormalized)
            {
                asIs[token.Content] = token;
                continue;
            }

            string content = Normalize(token.Content, normalizer);
            if (content.Length == 0)
            {
                throw error($"nothing is left of the added token '{token.Content}' once it is normalized.");
            }

            normalized[content] = token;
            _texts[id] = content;
        }

        AsIs = new AddedTokenMatcher(asIs, token => _ids[token.Content]);
        Normalized = new AddedTokenMatcher(normalized, token => _ids[token.Content]);
        HighestId = Math.Max(model.HighestId, _highestAdded);
    }

    /// <summary>The tokens that are looked for in the text as it is.</summary>
    internal AddedTokenMatcher AsIs { get; }

    /// <summary>The tokens that are looked for in the normalized text.</summary>
    internal AddedTokenMatcher Normalized { get; }

    /// <summary>The highest id of all; -1 for none.</summary>
    internal int HighestId { get; }

    internal int? IdOf(string token)
    {
        if (_ids.TryGetValue(token, out int id))
        {
            return id;
        }

        id = _model.Find(token);
        return id < 0 ? null : id;
    }

    internal string? TokenOf(int id) => _tokens.TryGetValue(id, out string? token) ? token : _model.TokenOf(id);

    /// <summary>What a token is decoded to: of one that is looked for in the normalized text, what normalization makes of it.</summary>
    internal string? TextOf(int id) => _texts.TryGetValue(id, out string? text) ? text : TokenOf(id);

    /// <summary>Whether a token is special: in the text it is a sign, not a word.</summary>
    internal bool IsSpecial(string token) => _special.Contains(token);

    // The reference goes by this rule whatever id the file states.
    private int IdFor(string content)
    {
        if (IdOf(content) is { } known)
        {
            return known;
        }

        return Math.Max(_highestAdded + 1, _model.Count);
    }

    private static string Normalize(string content, Normalizer? normalizer)
    {
        if (normalizer is null)
        {
            return content;
        }

        Scratch scratch = Scratch.Rent();
        scratch.Text.Load(content, 0, tracks: false);
        normalizer.Apply(scratch.Text, scratch);
        string normalized = new(scratch.Text.Chars);
        Scratch.Return(scratch, content.Length);
        return normalized;
    }
}
