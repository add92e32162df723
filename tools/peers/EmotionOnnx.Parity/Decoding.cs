namespace EmotionOnnx.Parity;

internal static class Decoding
{
    internal static bool IsThere => false;

    internal static string Decode(this Tokenizer tokenizer, ReadOnlySpan<int> ids, bool skipSpecialTokens) => throw new NotSupportedException();
}
