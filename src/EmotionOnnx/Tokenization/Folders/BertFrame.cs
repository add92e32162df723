namespace EmotionOnnx.Tokenization.Folders;

/// <summary>What classes of tokenizers put around the tokens of a vocab.txt.</summary>
/// <param name="Classes">The classes of transformers without "Fast".</param>
/// <param name="Specials">The special tokens, in the order of <see cref="SpecialTokenNames.All"/>; null for none.</param>
/// <param name="HasTwoSeparators">Whether two separators stand between the texts of a pair.</param>
internal sealed record BertFrame(string[] Classes, string?[] Specials, bool HasTwoSeparators)
{
    internal static readonly BertFrame Bert = new(
        ["BertTokenizer", "ConvBertTokenizer", "DistilBertTokenizer", "ElectraTokenizer", "MobileBertTokenizer", "SqueezeBertTokenizer"],
        [null, null, "[UNK]", "[SEP]", "[PAD]", "[CLS]", "[MASK]"],
        HasTwoSeparators: false);

    internal static readonly BertFrame MPNet = new(
        ["MPNetTokenizer"],
        ["<s>", "</s>", "[UNK]", "</s>", "<pad>", "<s>", "<mask>"],
        HasTwoSeparators: true);

    internal static readonly BertFrame[] All = [Bert, MPNet];
}
