using EmotionOnnx.Tokenization.Decoders;
using EmotionOnnx.Tokenization.Normalizers;
using EmotionOnnx.Tokenization.PostProcessors;
using EmotionOnnx.Tokenization.PreTokenizers;

namespace EmotionOnnx.Tokenization.Json;

/// <summary>From the type in tokenizer.json to the component of that name. A new component gets its line here.</summary>
internal static class ComponentReader
{
    private const string KnownNormalizers =
        $"{BertNormalizer.TypeName}, {LowercaseNormalizer.TypeName}, {NfcNormalizer.TypeName}, {NfdNormalizer.TypeName}, "
        + $"{NfkcNormalizer.TypeName}, {NfkdNormalizer.TypeName}, {StripAccentsNormalizer.TypeName}, {StripNormalizer.TypeName}, "
        + $"{ReplaceNormalizer.TypeName}, {PrependNormalizer.TypeName}, {NmtNormalizer.TypeName}, "
        + $"{PrecompiledNormalizer.TypeName}, {ByteLevelNormalizer.TypeName}, {SequenceNormalizer.TypeName}";

    private const string KnownPreTokenizers =
        $"{BertPreTokenizer.TypeName}, {ByteLevelPreTokenizer.TypeName}, {CharDelimiterSplit.TypeName}, {Digits.TypeName}, "
        + $"{FixedLength.TypeName}, {MetaspacePreTokenizer.TypeName}, {Punctuation.TypeName}, {SequencePreTokenizer.TypeName}, "
        + $"{SplitPreTokenizer.TypeName}, {UnicodeScripts.TypeName}, {Whitespace.TypeName}, {WhitespaceSplit.TypeName}";

    internal static Normalizer Normalizer(JsonNode node) => node.TypeName switch
    {
        BertNormalizer.TypeName => BertNormalizer.Read(node),
        LowercaseNormalizer.TypeName => LowercaseNormalizer.Read(node),
        NfcNormalizer.TypeName => NfcNormalizer.Read(node),
        NfdNormalizer.TypeName => NfdNormalizer.Read(node),
        NfkcNormalizer.TypeName => NfkcNormalizer.Read(node),
        NfkdNormalizer.TypeName => NfkdNormalizer.Read(node),
        StripAccentsNormalizer.TypeName => StripAccentsNormalizer.Read(node),
        StripNormalizer.TypeName => StripNormalizer.Read(node),
        ReplaceNormalizer.TypeName => ReplaceNormalizer.Read(node),
        PrependNormalizer.TypeName => PrependNormalizer.Read(node),
        NmtNormalizer.TypeName => NmtNormalizer.Read(node),
        PrecompiledNormalizer.TypeName => PrecompiledNormalizer.Read(node),
        ByteLevelNormalizer.TypeName => ByteLevelNormalizer.Read(node),
        SequenceNormalizer.TypeName => SequenceNormalizer.Read(node),
        _ => throw node.UnknownType("normalizer", KnownNormalizers),
    };

    internal static PreTokenizer PreTokenizer(JsonNode node) => node.TypeName switch
    {
        BertPreTokenizer.TypeName => BertPreTokenizer.Read(node),
        ByteLevelPreTokenizer.TypeName => ByteLevelPreTokenizer.Read(node),
        CharDelimiterSplit.TypeName => CharDelimiterSplit.Read(node),
        Digits.TypeName => Digits.Read(node),
        FixedLength.TypeName => FixedLength.Read(node),
        MetaspacePreTokenizer.TypeName => MetaspacePreTokenizer.Read(node),
        Punctuation.TypeName => Punctuation.Read(node),
        SequencePreTokenizer.TypeName => SequencePreTokenizer.Read(node),
        SplitPreTokenizer.TypeName => SplitPreTokenizer.Read(node),
        UnicodeScripts.TypeName => UnicodeScripts.Read(node),
        Whitespace.TypeName => Whitespace.Read(node),
        WhitespaceSplit.TypeName => WhitespaceSplit.Read(node),
        _ => throw node.UnknownType("pre-tokenizer", KnownPreTokenizers),
    };

    internal static Decoder Decoder(JsonNode node) => node.TypeName switch
    {
        BpeDecoder.TypeName => BpeDecoder.Read(node),
        ByteFallbackDecoder.TypeName => ByteFallbackDecoder.Read(node),
        ByteLevelDecoder.TypeName => ByteLevelDecoder.Read(node),
        CtcDecoder.TypeName => CtcDecoder.Read(node),
        DecoderSequence.TypeName => DecoderSequence.Read(node),
        FuseDecoder.TypeName => FuseDecoder.Read(node),
        MetaspaceDecoder.TypeName => MetaspaceDecoder.Read(node),
        ReplaceDecoder.TypeName => ReplaceDecoder.Read(node),
        StripDecoder.TypeName => StripDecoder.Read(node),
        WordPieceDecoder.TypeName => WordPieceDecoder.Read(node),
        _ => throw node.UnknownType(
            "decoder",
            $"{BpeDecoder.TypeName}, {ByteFallbackDecoder.TypeName}, {ByteLevelDecoder.TypeName}, {CtcDecoder.TypeName}, {FuseDecoder.TypeName}, "
            + $"{MetaspaceDecoder.TypeName}, {ReplaceDecoder.TypeName}, {DecoderSequence.TypeName}, {StripDecoder.TypeName}, {WordPieceDecoder.TypeName}"),
    };

    internal static PostProcessor PostProcessor(JsonNode node) => node.TypeName switch
    {
        TemplateProcessing.TypeName => TemplateProcessing.Read(node),
        BertProcessing.TypeName => BertProcessing.Read(node),
        RobertaProcessing.TypeName => RobertaProcessing.Read(node),
        ByteLevelPostProcessor.TypeName => ByteLevelPostProcessor.Read(node),
        PostProcessorSequence.TypeName => PostProcessorSequence.Read(node),
        _ => throw node.UnknownType(
            "post-processor",
            $"{BertProcessing.TypeName}, {ByteLevelPostProcessor.TypeName}, {RobertaProcessing.TypeName}, {PostProcessorSequence.TypeName}, {TemplateProcessing.TypeName}"),
    };
}
