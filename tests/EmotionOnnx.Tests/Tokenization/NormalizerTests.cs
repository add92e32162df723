using System.Globalization;
using System.Text;
using System.Text.Json;
using EmotionOnnx.Tests.Support;
using EmotionOnnx.Tokenization;
using EmotionOnnx.Tokenization.Json;
using EmotionOnnx.Tokenization.Normalizers;

namespace EmotionOnnx.Tests.Tokenization;

/// <summary>Normalizers by themselves: what the reference's answers in Golden do not show.</summary>
public sealed class NormalizerTests
{
    private const string Precompiled = "Precompiled";

    // A hang must end the run; what a text takes is a matter for benchmarks.
    private const int Hang = 120_000;

    private static readonly string CharsMap = ReadCharsMap();

    private static readonly string[] All =
        ["Lowercase", "NFC", "NFD", "NFKC", "NFKD", "StripAccents", "Nmt", "ByteLevel", "Strip", "Prepend", "Replace", Precompiled];

    public static TheoryData<string> Types => [.. All];

    [Theory]
    [MemberData(nameof(Types))]
    public void Nothing_managed_is_allocated_once_warm(string type)
    {
        Normalizer normalizer = Make(type);
        var text = new NormalizedText();
        Scratch scratch = Scratch.Rent();
        string all = Mended(string.Concat(GoldenTokenizers.Texts)) + "\u1100\u1161\u11A8e\u0301\u0323ﬁ\u0344\u0323\r\n" + new string('\u0301', 50);
        void Run()
        {
            text.Load(all, 0, tracks: true);
            normalizer.Apply(text, scratch);
        }

        // Several times: the text has two buffers in turn.
        for (int i = 0; i < 4; i++)
        {
            Run();
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 20; i++)
        {
            Run();
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Theory]
    [MemberData(nameof(Types))]
    public async Task A_million_of_one_kind_come_to_an_end(string type)
    {
        const int Length = 1_000_000;
        Normalizer normalizer = Make(type);
        await Task.Run(() =>
        {
            foreach (string unit in (string[])["\u0301\u0323", "\u1161", "\u200D", "a", " "])
            {
                var text = new NormalizedText();
                text.Load(string.Concat(Enumerable.Repeat(unit, Length / unit.Length)), 0, tracks: false);
                normalizer.Apply(text, Scratch.Rent());
                Assert.InRange(text.Chars.Length, 0, 3 * Length);
            }
        }).WaitAsync(TimeSpan.FromMilliseconds(Hang));
    }

    [Theory]
    [InlineData("tr-TR")]
    [InlineData("az-Latn-AZ")]
    [InlineData("lt-LT")]
    public void The_culture_changes_nothing(string culture)
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        try
        {
            Assert.Equal("istanbul ılık i\u0307zmir i\u0300", Apply("Lowercase", "ISTANBUL ıLıK İZMIR I\u0300"));
            Assert.Equal("ﬁtxx", Apply("Replace", "ﬁta"));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Parts_cut_before_a_space_give_the_whole()
    {
        string[] allowing = ["Lowercase", "NFC", "NFD", "NFKC", "NFKD", "StripAccents", "Nmt"];
        string text = Mended(string.Join(' ', GoldenTokenizers.Texts)) + " \u0301\u1100 \u1161e \u0323\u0301";
        Assert.Equal(allowing, All.Where(type => Make(type).AllowsCutBeforeSpace));

        foreach (string type in allowing)
        {
            string parts = string.Concat(text.Split(' ').Select((part, i) => Apply(type, i == 0 ? part : ' ' + part)));
            Assert.Equal(Apply(type, text), parts);
        }
    }

    [Fact]
    public void A_damaged_charsmap_ends_in_our_exception_or_works()
    {
        string text = Mended(string.Concat(GoldenTokenizers.Texts));
        byte[] whole = Convert.FromBase64String(CharsMap);
        var random = new Random(11);
        int refused = 0;
        for (int i = 0; i < 300; i++)
        {
            byte[] damaged = whole[..random.Next(i % 3 == 0 ? 1 : whole.Length, whole.Length + 1)];
            for (int change = random.Next(1, 30); change > 0 && damaged.Length > 0; change--)
            {
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            }

            try
            {
                Normalizer normalizer = Make(Precompiled, Convert.ToBase64String(damaged));
                _ = Apply(normalizer, text);
            }
            catch (TokenizerException)
            {
                refused++;
            }
        }

        Assert.InRange(refused, 1, 299);
    }

    // Normalizers see valid UTF-16 only.
    private static string Mended(string text) => Utf16.Mend(text, Scratch.Rent()).ToString();

    private static string Apply(string type, string text) => Apply(Make(type), text);

    private static string Apply(Normalizer normalizer, string text)
    {
        var normalized = new NormalizedText();
        normalized.Load(text, 0, tracks: true);
        normalizer.Apply(normalized, Scratch.Rent());
        return normalized.Chars.ToString();
    }

    private static Normalizer Make(string type, string? charsMap = null)
    {
        string fields = type switch
        {
            "Strip" => """, "strip_left": true, "strip_right": true""",
            "Prepend" => """, "prepend": "▁" """,
            "Replace" => """, "pattern": { "String": "a" }, "content": "xx" """,
            Precompiled => $", \"precompiled_charsmap\": \"{charsMap ?? CharsMap}\"",
            _ => "",
        };
        using JsonDocument document = JsonDocument.Parse($$"""{ "type": "{{type}}"{{fields}} }""");
        return ComponentReader.Normalizer(new JsonNode("tokenizer.json", "normalizer", document.RootElement.Clone()));
    }

    private static string ReadCharsMap()
    {
        string file = Repository.Path(
            "tests", "EmotionOnnx.Tests", "Tokenization", "Golden", "components", "normalizer-precompiled", "tokenizer.json");
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(file, Encoding.UTF8));
        return document.RootElement.GetProperty("normalizer").GetProperty("precompiled_charsmap").GetString()!;
    }
}
