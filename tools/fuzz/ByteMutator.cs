using EmotionOnnx.Parity;

namespace EmotionOnnx.Fuzz;

/// <summary>Breaks bytes: flips, deletes, repeats, inserts, overwrites with numbers that lie at limits, truncates.</summary>
internal static class ByteMutator
{
    private static readonly byte[][] Odd =
    [
        [0], [0xFF], [0x80], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xFF, 0xFF, 0xFF, 0xFF], [0xFF, 0xFF, 0xFF, 0x7F], [0, 0, 0, 0x80], "\n"u8.ToArray(), "\r\n"u8.ToArray(),
        " "u8.ToArray(), "\""u8.ToArray(), "\\"u8.ToArray(), "{"u8.ToArray(), "]"u8.ToArray(), "1e999"u8.ToArray(), "-1"u8.ToArray(), "99999999999999999999"u8.ToArray(), "null"u8.ToArray(), "\\ud800"u8.ToArray(),
        [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01], [0, 0, 0xC0, 0x7F], [0, 0, 0x80, 0xFF],
    ];

    internal static byte[] Random(ref SplitMix random)
    {
        byte[] bytes = new byte[random.Next(random.Next(8) == 0 ? 20_000 : 200)];
        bool isAscii = random.Next(2) == 0;
        for (int i = 0; i < bytes.Length; i++)
        {
            bytes[i] = (byte)(isAscii ? random.Next(0x20, 0x7E) : random.Next(256));
        }

        return bytes;
    }

    internal static byte[] Mutate(byte[] bytes, ref SplitMix random)
    {
        var mutated = new List<byte>(bytes);
        for (int times = random.Next(2) == 0 ? 1 : random.Next(1, 6); times > 0 && mutated.Count > 0; times--)
        {
            int at = random.Next(mutated.Count);
            int count = Math.Min(mutated.Count - at, random.Next(random.Next(4) == 0 ? 500 : 8) + 1);
            switch (random.Next(7))
            {
                case 0: mutated[at] ^= (byte)(1 << random.Next(8)); break;
                case 1: mutated[at] = (byte)random.Next(256); break;
                case 2: mutated.RemoveRange(at, count); break;
                case 3: mutated.InsertRange(random.Next(mutated.Count + 1), mutated.GetRange(at, count)); break;
                case 4: mutated.InsertRange(at, Odd[random.Next(Odd.Length)]); break;
                case 5:
                    byte[] odd = Odd[random.Next(Odd.Length)];
                    for (int i = 0; i < odd.Length && at + i < mutated.Count; i++)
                    {
                        mutated[at + i] = odd[i];
                    }

                    break;
                default:
                    if (random.Next(4) == 0)
                    {
                        mutated.RemoveRange(at, mutated.Count - at);
                    }

                    break;
            }
        }

        return [.. mutated];
    }
}
