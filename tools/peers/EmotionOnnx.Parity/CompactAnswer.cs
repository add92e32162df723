using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace EmotionOnnx.Parity;

/// <summary>Our answer in the compact form that components.mjs describes.</summary>
internal static class CompactAnswer
{
    private const int DigestLength = 12;

    internal static string[] Of(TokenEncoding encoding) =>
    [
        string.Join(' ', encoding.Ids),
        Digits(encoding.TypeIds, (type, _) => type == 0),
        Digits(encoding.AttentionMask, (bit, _) => bit == 1),
        Digits(encoding.SpecialTokensMask, (bit, i) => (bit == 1) == (encoding.WordIds[i] is null)),
        Offsets(encoding),
        Words(encoding),
    ];

    internal static string Digest(params string[] parts) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts))))[..DigestLength];

    private static string Digits(IReadOnlyList<int> values, Func<int, int, bool> isUsual) =>
        values.Select((value, i) => isUsual(value, i)).All(usual => usual) ? string.Empty : string.Concat(values);

    private static string Offsets(TokenEncoding encoding)
    {
        int[] last = [0, 0];
        var shown = new List<string>(encoding.Ids.Length);
        for (int i = 0; i < encoding.Ids.Length; i++)
        {
            (int start, int end) = (encoding.Offsets[i].Start, encoding.Offsets[i].End);
            if (encoding.SpecialTokensMask[i] == 1 && end == 0)
            {
                shown.Add(".");
                continue;
            }

            int text = encoding.SequenceIds[i] ?? 0;
            int gap = start - last[text];
            last[text] = end;
            shown.Add(FormattableString.Invariant($"{(gap == 0 ? "" : $"{gap}+")}{end - start}"));
        }

        return string.Join(' ', shown);
    }

    private static string Words(TokenEncoding encoding)
    {
        var shown = new StringBuilder();
        int last = -1;
        foreach (int? word in encoding.WordIds)
        {
            if (word is not { } number)
            {
                shown.Append('.');
                continue;
            }

            _ = number == last ? shown.Append('=') : number == last + 1 ? shown.Append('+') : shown.Append(CultureInfo.InvariantCulture, $"({number})");
            last = number;
        }

        return shown.ToString();
    }
}
