namespace EmotionOnnx.Tokenization.Folders;

/// <summary>The special tokens that transformers knows by name, in its order.</summary>
internal static class SpecialTokenNames
{
    internal const string Bos = "bos_token";
    internal const string Eos = "eos_token";
    internal const string Unknown = "unk_token";
    internal const string Separator = "sep_token";
    internal const string Padding = "pad_token";
    internal const string Classifier = "cls_token";
    internal const string Mask = "mask_token";

    internal static readonly string[] All = [Bos, Eos, Unknown, Separator, Padding, Classifier, Mask];
}
