using System.Collections;
using System.Text;

namespace EmotionOnnx.Parity;

/// <summary>
/// Texts that nobody writes: scripts mixed, combining marks in odd order, controls, emoji and their joiners, private use, half
/// surrogate pairs, pieces of tokenizers' own spelling. Each is made from its index, so that no run has to hold them all.
/// </summary>
internal sealed class RandomTexts(int count) : IReadOnlyList<string>
{
    private const ulong Seed = 20_260_729;

    private static readonly string[] Snippets =
    [
        "[CLS]", "[SEP]", "[MASK]", "[UNK]", "[PAD]", "[MASK", "<s>", "</s>", "<mask>", "<unk>", "<pad>", "<new>", "<|endoftext|>", " <mask> ", "the", "ing", "un", "##ing", "@@",
        "</w>", "\u2581", "\u2581the", "\u0120the", "<0x0A>", "<0xE2>", "don't", "I'll", "THE", "'s", "``", "''", "...", "¿", "«", "№", "--", "1234", "3.14", "a_b", "x@y.z", "http://",
        "İstanbul", "ẹ́", "é", "\u0344\u0323", "\u0F72\u0F73", "\u0F75\u0F73", "각", "\u1100\u1161\u11A8", "ǅ", "ﬁ", "ß", "½", "Ａ", "ｶﾞ", "中文", "豈", "𠀀", "\u302E\u0301",
        "\U0001D165\U0001D15E\u0323", "q\u0307\u0323", "क्ष", "ก็", "\u0640", "ﷺ",
    ];

    private static readonly string[] Spaces = [" ", "  ", "   ", "\t", "\n", "\r\n", "\0", "\u00A0", "\u3000", "\u2003", "\u2028", "\u0085", "\u200B", "\uFEFF", "\u202F", "\u1680"];

    private static readonly string[] Emoji = ["😀", "😂", "👨", "👩", "👧", "❤", "☺", "🏳", "🌈", "👍", "🇫", "🇷", "🇩", "1", "#", "🧑", "🚒", "♂", "♀", "🏴"];

    private static readonly string[] Joiners = ["\u200D", "\uFE0F", "\uFE0E", "\u20E3", "🏽", "🏿", "\U000E0067", "\U000E007F"];

    // Scripts by their first and last code point; what is not assigned in between is welcome.
    private static readonly (int First, int Last)[] Scripts =
    [
        ('a', 'z'), ('a', 'z'), ('A', 'Z'), ('0', '9'), (0x20, 0x7E), (0xA1, 0x24F), (0x370, 0x3FF), (0x400, 0x52F), (0x531, 0x58F), (0x5D0, 0x5F4), (0x620, 0x6FF), (0x700, 0x7BF),
        (0x900, 0xDFF), (0xE00, 0xFFF), (0x1000, 0x10FF), (0x1100, 0x11FF), (0x1200, 0x139F), (0x13A0, 0x17FF), (0x1800, 0x1C7F), (0x1E00, 0x1FFF), (0x2000, 0x2BFF), (0x2C00, 0x2DFF),
        (0x2E80, 0x303F), (0x3041, 0x30FF), (0x3100, 0x33FF), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xA000, 0xABFF), (0xAC00, 0xD7A3), (0xF900, 0xFAFF), (0xFB00, 0xFDFF), (0xFE30, 0xFFEF),
        (0x10000, 0x10FFF), (0x11000, 0x11FFF), (0x12000, 0x16FFF), (0x1B000, 0x1BCAF), (0x1D000, 0x1D7FF), (0x1E800, 0x1EFFF), (0x1F000, 0x1FAFF), (0x20000, 0x2A6DF),
    ];

    public int Count => count;

    public string this[int index] => Make(index);

    public IEnumerator<string> GetEnumerator() => Enumerable.Range(0, count).Select(Make).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal static string Make(int index)
    {
        var random = new SplitMix(Seed + (ulong)index);
        var text = new StringBuilder();
        int parts = random.Next(24);
        // Some texts are of one kind and script throughout, others of everything.
        int only = random.Next(4) == 0 ? random.Next(10) : -1;
        (int First, int Last) script = Scripts[random.Next(Scripts.Length)];
        for (int part = 0; part < parts; part++)
        {
            switch (only >= 0 && random.Next(4) > 0 ? only : random.Next(10))
            {
                case 0:
                    script = Scripts[random.Next(Scripts.Length)];
                    goto case 1;
                case 1:
                case 2:
                    for (int letter = random.Next(6); letter >= 0; letter--)
                    {
                        Append(text, random.Next(script.First, script.Last));
                    }

                    break;
                case 3: text.Append(Spaces[random.Next(random.Next(2) == 0 ? 1 : Spaces.Length)]); break;
                case 4: text.Append(Snippets[random.Next(Snippets.Length)]); break;
                case 5: text.Append((char)random.Next(0x300, 0x36F)); break;
                case 6: text.Append(Emoji[random.Next(Emoji.Length)]).Append(Joiners[random.Next(Joiners.Length)]); break;
                case 7: Control(text, ref random); break;
                case 8: Append(text, random.Next(3) == 0 ? random.Next(0, 0x10FFFF) : random.Next(0, 0xFFFF)); break;
                default: text.Append((char)random.Next('a', 'z')).Append(random.Next(3) == 0 ? " " : ""); break;
            }
        }

        return text.ToString();
    }

    private static void Control(StringBuilder text, ref SplitMix random)
    {
        switch (random.Next(5))
        {
            case 0: text.Append((char)random.Next(0, 0x1F)); break;
            case 1: text.Append((char)random.Next(0x7F, 0x9F)); break;
            case 2: text.Append((char)random.Next(0x200B, 0x206F)); break;
            case 3: Append(text, random.Next(2) == 0 ? random.Next(0xE000, 0xF8FF) : random.Next(0xF0000, 0x10FFFD)); break;
            default: text.Append((char)random.Next(0xD800, 0xDFFF)); break;
        }
    }

    // A surrogate comes as it is: alone, or as half of a pair that chance has made.
    private static void Append(StringBuilder text, int codePoint) =>
        _ = codePoint < 0x10000 ? text.Append((char)codePoint) : text.Append(char.ConvertFromUtf32(codePoint));
}
