using System.Text;
using EmotionOnnx.Parity;

namespace EmotionOnnx.Fuzz;

/// <summary>Texts to encode: random UTF-16 and bytes, sentences, pieces of the file itself, long runs of one thing.</summary>
internal static class FuzzTexts
{
    private static readonly string[] Units = ["a", " ", "ab", "the ", "\u0301", "\u0301\u0323", "\u2581", "\u0120", "😀", "\u200D", "\ud800", "\udc00", "\0", "\u3000", "é", "ﷺ", "中", "한", "1", "''", "<s>", "[MASK] ", "\u1100", "(", "x\n"];

    internal static string Next(ReadOnlySpan<byte> file, ref SplitMix random)
    {
        switch (random.Next(6))
        {
            case 0:
                char[] units = new char[random.Next(80)];
                for (int i = 0; i < units.Length; i++)
                {
                    units[i] = (char)random.Next(0x10000);
                }

                return new string(units);
            case 1: return RandomTexts.Make(random.Next(int.MaxValue));
            case 2: return Encoding.UTF8.GetString(ByteMutator.Random(ref random));
            case 3:
                string unit = Units[random.Next(Units.Length)];
                int times = random.Next(random.Next(10) == 0 ? 30_000 : 300);
                return string.Concat(Enumerable.Repeat(unit, times)) + (random.Next(2) == 0 ? "x" : "");
            case 4 when file.Length > 0:
                int start = random.Next(file.Length);
                return Encoding.UTF8.GetString(file[start..Math.Min(file.Length, start + random.Next(400))]);
            default: return Seeds.Texts[random.Next(Seeds.Texts.Count)];
        }
    }
}
