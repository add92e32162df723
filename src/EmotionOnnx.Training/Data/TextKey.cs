using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace EmotionOnnx.Training.Data;

/// <summary>
/// A text as a key: two texts that differ in nothing but capitals and white space count as one. 128 bits of SHA-256, so that
/// millions of long texts can be compared without being kept.
/// </summary>
internal static class TextKey
{
    public static UInt128 Of(string text) => Hash("", Fold(text));

    /// <summary>A place in an order that depends on the text and the seed alone, not on the file's order.</summary>
    public static UInt128 Order(string text, long seed) => Hash(FormattableString.Invariant($"{seed}\n"), text);

    /// <summary>The exact text as a key.</summary>
    public static UInt128 Exact(string text) => Hash("", text);

    /// <summary>Lower case, runs of white space as one space, none at the ends.</summary>
    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        bool space = false;
        foreach (char c in text)
        {
            if (char.IsWhiteSpace(c))
            {
                space = folded.Length > 0;
                continue;
            }

            if (space)
            {
                folded.Append(' ');
                space = false;
            }

            folded.Append(char.ToLowerInvariant(c));
        }

        return folded.ToString();
    }

    private static UInt128 Hash(string salt, string text)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(salt + text), hash);
        return BinaryPrimitives.ReadUInt128BigEndian(hash);
    }
}
