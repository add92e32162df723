using System.Text;
using System.Text.Json;
using EmotionOnnx.Tokenization.AddedTokens;
using EmotionOnnx.Tokenization.Decoders;
using EmotionOnnx.Tokenization.Json;
using EmotionOnnx.Tokenization.Models;
using EmotionOnnx.Tokenization.Normalizers;
using EmotionOnnx.Tokenization.PostProcessors;
using EmotionOnnx.Tokenization.PreTokenizers;
using EmotionOnnx.Tokenization.SentencePiece;

namespace EmotionOnnx.Tokenization.Folders;

/// <summary>Makes of a .model file the tokenizer that transformers makes of it.</summary>
internal static class SentencePieceConverter
{
    private const int DefaultExtraIds = 100;

    internal static TokenizerDefinition Convert(SentencePieceClass kind, SentencePieceModel model, FolderConfig config)
    {
        (List<(string Token, double Score)> tokens, int unknownId) =
            PieceVocabulary.Of(kind.Vocabulary, model, config.Integer("extra_ids") ?? DefaultExtraIds);
        if (unknownId >= tokens.Count)
        {
            throw model.Error($"trainer_spec.unk_id is {unknownId}, but there are {tokens.Count} tokens.");
        }

        Model built = model.Algorithm == SentencePieceAlgorithm.Bpe ? ScoredMerges.Build(tokens, model) : BuildUnigram(tokens, unknownId, model);
        return new TokenizerDefinition(
            model.File,
            built,
            AddedTokens(kind, model, config),
            ReadNormalizer(NormalizerJson(kind.Normalization, model, config), model),
            ReadPreTokenizer(PreTokenizerJson(kind, config), model),
            new TemplateProcessing(Template(kind, kind.Single, built.Vocabulary, model), Template(kind, kind.Pair, built.Vocabulary, model)),
            Truncation: null,
            Padding: null,
            new MetaspaceDecoder(new Rune('\u2581'), hasPrefix: true))
        {
            PaddingToken = config.Special(SpecialTokenNames.Padding, AddedToken.Special("<pad>")).Content,
        };
    }

    private static Unigram BuildUnigram(List<(string Token, double Score)> tokens, int unknownId, SentencePieceModel model)
    {
        var builder = new UnigramBuilder();
        foreach ((string token, double score) in tokens)
        {
            builder.Add(token, score);
        }

        // transformers leaves byte_fallback out for all of these classes.
        return builder.Build(unknownId, hasByteFallback: false, model.File);
    }

    // Control pieces and user-defined ones first, then what the config adds, then the special tokens by name; the last word on how
    // a token is found counts.
    private static List<AddedToken> AddedTokens(SentencePieceClass kind, SentencePieceModel model, FolderConfig config)
    {
        var added = new List<AddedToken>();
        void Add(AddedToken token, bool replaces)
        {
            int at = added.FindIndex(other => other.Content == token.Content);
            if (at < 0)
            {
                added.Add(token);
            }
            else if (replaces)
            {
                added[at] = token;
            }
        }

        foreach (SentencePiece.SentencePiece piece in model.Pieces.Where(piece => piece.Kind is SentencePieceKind.Control or SentencePieceKind.UserDefined))
        {
            Add(AddedToken.Special(piece.Text) with { IsSpecial = piece.Kind == SentencePieceKind.Control }, replaces: true);
        }

        foreach (AddedToken token in config.Added)
        {
            Add(token, replaces: true);
        }

        for (int i = 0; i < kind.Specials.Length; i++)
        {
            string name = SpecialTokenNames.All[i];
            if (kind.Specials[i] is { } content)
            {
                // The mask takes the space before it along, but for DeBERTa's.
                bool strips = name == SpecialTokenNames.Mask && kind.Name != "DebertaV2Tokenizer";
                AddedToken byDefault = AddedToken.Special(content) with { StripsLeft = strips };
                AddedToken token = config.Special(name, byDefault);
                Add(token, replaces: token.StripsLeft || token.StripsRight);
            }
        }

        IEnumerable<AddedToken> additional = config.AdditionalSpecials() ?? [.. kind.Additional.Select(AddedToken.Special)];
        IEnumerable<string> extra = kind.Vocabulary == PieceLayout.T5 ? PieceVocabulary.ExtraIds(config.Integer("extra_ids") ?? DefaultExtraIds) : [];
        foreach (AddedToken token in additional.Concat(extra.Select(AddedToken.Special)))
        {
            Add(token, replaces: false);
        }

        return added;
    }

    private static string NormalizerJson(PieceNormalization kind, SentencePieceModel model, FolderConfig config)
    {
        var parts = new List<string>();
        switch (kind)
        {
            case PieceNormalization.Albert or PieceNormalization.XLNet:
                parts.Add("""{"type":"Replace","pattern":{"String":"``"},"content":"\""}""");
                parts.Add("""{"type":"Replace","pattern":{"String":"''"},"content":"\""}""");
                if (config.Boolean("keep_accents") != true)
                {
                    parts.Add("""{"type":"NFKD"}""");
                    parts.Add("""{"type":"StripAccents"}""");
                }

                break;
            case PieceNormalization.DebertaV2:
                break;
        }

        if (kind != PieceNormalization.Plain && (config.Boolean("do_lower_case") ?? kind == PieceNormalization.Albert))
        {
            parts.Add("""{"type":"Lowercase"}""");
        }

        if (kind == PieceNormalization.DebertaV2)
        {
            parts.Add("""{"type":"Strip","strip_left":true,"strip_right":true}""");
        }

        if (model.CharsMap.Length > 0)
        {
            parts.Add($$"""{"type":"Precompiled","precompiled_charsmap":"{{System.Convert.ToBase64String(model.CharsMap)}}"}""");
        }

        if (kind == PieceNormalization.Plain)
        {
            parts.Add("""{"type":"Strip","strip_left":false,"strip_right":true}""");
        }

        parts.Add($$"""{"type":"Replace","pattern":{"Regex":" {2,}"},"content":"{{(kind == PieceNormalization.Plain ? "\u2581" : " ")}}"}""");
        return $$"""{"type":"Sequence","normalizers":[{{string.Join(',', parts)}}]}""";
    }

    private static string PreTokenizerJson(SentencePieceClass kind, FolderConfig config)
    {
        // T5 without "legacy" marks the beginning of the text only.
        string scheme = kind.Vocabulary == PieceLayout.T5 && config.Boolean("legacy") == false ? "first" : "always";
        string metaspace = $$"""{"type":"Metaspace","replacement":"▁","prepend_scheme":"{{scheme}}","split":true}""";
        return kind.Normalization == PieceNormalization.DebertaV2 && config.Boolean("split_by_punct") == true
            ? $$"""{"type":"Sequence","pretokenizers":[{"type":"Punctuation","behavior":"Isolated"},{{metaspace}}]}"""
            : metaspace;
    }

    private static Normalizer ReadNormalizer(string json, SentencePieceModel model) =>
        ComponentReader.Normalizer(Node(json, "normalizer", model));

    private static PreTokenizer ReadPreTokenizer(string json, SentencePieceModel model) =>
        ComponentReader.PreTokenizer(Node(json, "pre_tokenizer", model));

    private static JsonNode Node(string json, string path, SentencePieceModel model)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return new JsonNode(model.File, path, document.RootElement.Clone());
    }

    private static TemplatePart[] Template(SentencePieceClass kind, string template, Vocabulary vocabulary, SentencePieceModel model) =>
        Array.ConvertAll(template.Split(' '), part =>
        {
            int colon = part.IndexOf(':', StringComparison.Ordinal);
            string token = colon < 0 ? part : part[..colon];
            int typeId = colon < 0 ? 0 : part[colon + 1] - '0';
            if (token is "$A" or "$B")
            {
                return TemplatePart.Text(token == "$A" ? 0 : 1, typeId);
            }

            int id = vocabulary.Find(token);
            return id >= 0
                ? TemplatePart.Special(typeId, [id], [token])
                : throw model.Error($"the token '{token}', which a {kind.Name} puts around a text, is missing.");
        });
}
