using System.Text;

namespace EmotionOnnx.Parity;

/// <summary>Texts that nobody writes: code points of all kinds side by side, marks in odd order, half surrogate pairs.</summary>
internal static class RandomTexts
{
    private const int Count = 20_000;

    private static readonly string[] Snippets =
    [
        "[CLS]", "[SEP]", "[MASK]", "[UNK]", "[PAD]", "[MASK", " ", "  ", "\t", "\n", "\0", "\uFFFD", "\u200D", "\u00A0", "\u3000", "the", "ing", "un",
        "İstanbul", "ẹ́", "é", "\u0344\u0323", "\u0F72\u0F73", "\u0F75\u0F73", "각", "ǅ", "ﬁ", "ß", "中文", "豈", "𠀀", "😀", "👨‍👩‍👧", "🇫🇷", "\u302E\u0301",
        "\U0001D165\U0001D15E\u0323", "q\u0307\u0323", "##ing", "don't", "...", "¿", "«", "№",
    ];

    internal static Corpus Corpus { get; } = new("random texts", [.. Make(new Random(20_260_729))]);

    private static IEnumerable<string> Make(Random random)
    {
        for (int i = 0; i < Count; i++)
        {
            var text = new StringBuilder();
            int parts = random.Next(24);
            for (int part = 0; part < parts; part++)
            {
                switch (random.Next(8))
                {
                    case 0: text.Append((char)random.Next(0x10000)); break;
                    case 1: text.Append(Rune.IsValid(random.Next(0x110000)) ? new Rune(random.Next(0x10000, 0x20000)).ToString() : "x"); break;
                    case 2: text.Append((char)random.Next(0x300, 0x370)); break;
                    case 3: text.Append((char)random.Next(0x20, 0x250)); break;
                    case 4: text.Append((char)random.Next('a', 'z' + 1)); break;
                    case 5: text.Append((char)random.Next(0x590, 0x1100)); break;
                    default: text.Append(Snippets[random.Next(Snippets.Length)]); break;
                }
            }

            yield return text.ToString();
        }
    }
}
