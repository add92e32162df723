using System.Text;

namespace EmotionOnnx.Parity;

/// <summary>The reference's answer: one encoding after another.</summary>
/// <param name="numbers">The answer as reference.mjs describes it.</param>
/// <param name="hasDetail">Whether word ids, tokens and decoded texts are among it.</param>
internal sealed class ReferenceEncodings(int[] numbers, bool hasDetail)
{
    private int _at;

    internal ReferenceEncoding Next()
    {
        int count = numbers[_at++];
        if (count < 0)
        {
            return new ReferenceEncoding(TakeText(), [], [], null, []);
        }

        int[] values = Take(4 * count);
        int[] offsets = Take(2 * count);
        ReferenceDetail? detail = hasDetail ? ReferenceDetail.Parse(Take(count), TakeText()) : null;
        var overflow = new ReferenceEncoding[numbers[_at++]];
        for (int i = 0; i < overflow.Length; i++)
        {
            overflow[i] = Next();
        }

        return new ReferenceEncoding(null, values, offsets, detail, overflow);
    }

    private string TakeText() => Encoding.UTF8.GetString([.. Take(numbers[_at++]).Select(number => (byte)number)]);

    private int[] Take(int count)
    {
        int[] taken = numbers[_at..(_at + count)];
        _at += count;
        return taken;
    }
}

/// <summary>One encoding of the reference.</summary>
/// <param name="Error">Why there is none.</param>
/// <param name="Values">Ids, type ids, attention mask and special tokens mask, one list after another.</param>
/// <param name="Offsets">All starts, then all ends.</param>
/// <param name="Detail">Word ids, tokens and decoded texts, where they were asked for.</param>
/// <param name="Overflow">The further windows.</param>
internal sealed record ReferenceEncoding(string? Error, int[] Values, int[] Offsets, ReferenceDetail? Detail, ReferenceEncoding[] Overflow);
