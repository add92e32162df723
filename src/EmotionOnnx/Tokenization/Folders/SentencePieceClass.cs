namespace EmotionOnnx.Tokenization.Folders;

/// <summary>What a class of transformers makes of a .model file (its convert_slow_tokenizer.py, version 4.57).</summary>
/// <param name="Name">The class without "Fast".</param>
/// <param name="Vocabulary">Where the pieces and the special tokens stand.</param>
/// <param name="Normalization">How it prepares a text.</param>
/// <param name="Single">The frame of a text: tokens with their type ids, and the text itself as $A.</param>
/// <param name="Pair">The frame of a pair.</param>
/// <param name="Specials">The special tokens, in the order of <see cref="SpecialTokenNames.All"/>; null for none.</param>
/// <param name="Additional">More special tokens.</param>
internal sealed record SentencePieceClass(
    string Name,
    PieceLayout Vocabulary,
    PieceNormalization Normalization,
    string Single,
    string Pair,
    string?[] Specials,
    string[] Additional)
{
    private const string BertSingle = "[CLS] $A [SEP]";
    private const string BertPair = "[CLS] $A [SEP] $B:1 [SEP]:1";
    private const string RobertaSingle = "<s> $A </s>";
    private const string RobertaPair = "<s> $A </s> </s> $B </s>";

    private static readonly string[] Roberta = ["<s>", "</s>", "<unk>", "</s>", "<pad>", "<s>", "<mask>"];

    internal static readonly SentencePieceClass[] All =
    [
        new("XLMRobertaTokenizer", PieceLayout.Fairseq, PieceNormalization.Plain, RobertaSingle, RobertaPair, Roberta, []),
        new("CamembertTokenizer", PieceLayout.Camembert, PieceNormalization.Plain, RobertaSingle, RobertaPair, Roberta,
            ["<s>NOTUSED", "</s>NOTUSED", "<unk>NOTUSED"]),
        new("BarthezTokenizer", PieceLayout.Barthez, PieceNormalization.Plain, RobertaSingle, RobertaPair, Roberta, []),
        new("AlbertTokenizer", PieceLayout.NumbersApart, PieceNormalization.Albert, BertSingle, BertPair,
            ["[CLS]", "[SEP]", "<unk>", "[SEP]", "<pad>", "[CLS]", "[MASK]"], []),
        new("XLNetTokenizer", PieceLayout.NumbersApart, PieceNormalization.XLNet, "$A <sep> <cls>:2", "$A <sep> $B:1 <sep>:1 <cls>:2",
            ["<s>", "</s>", "<unk>", "<sep>", "<pad>", "<cls>", "<mask>"], ["<eop>", "<eod>"]),
        new("DebertaV2Tokenizer", PieceLayout.Plain, PieceNormalization.DebertaV2, BertSingle, BertPair,
            ["[CLS]", "[SEP]", "[UNK]", "[SEP]", "[PAD]", "[CLS]", "[MASK]"], []),
        new("BigBirdTokenizer", PieceLayout.Plain, PieceNormalization.Plain, BertSingle, BertPair,
            ["<s>", "</s>", "<unk>", "[SEP]", "<pad>", "[CLS]", "[MASK]"], []),
        new("T5Tokenizer", PieceLayout.T5, PieceNormalization.Plain, "$A </s>", "$A </s> $B </s>",
            [null, "</s>", "<unk>", null, "<pad>", null, null], []),
    ];
}
