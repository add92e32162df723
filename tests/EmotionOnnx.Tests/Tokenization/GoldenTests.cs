using System.Globalization;
using EmotionOnnx.Parity;
using EmotionOnnx.Tests.Support;

namespace EmotionOnnx.Tests.Tokenization;

/// <summary>Against what npm tokenizers made of our sentences (tools/peers/golden.mjs).</summary>
public sealed class GoldenTests
{
    private static readonly string Root = Repository.Path("tests", "EmotionOnnx.Tests", "Tokenization", "Golden");

    public static TheoryData<string> Folders { get; } =
        [.. Directory.EnumerateFiles(Root, "golden.jsonl", SearchOption.AllDirectories).Select(file => Path.GetFileName(Path.GetDirectoryName(file)!)).Order()];

    [Theory]
    [MemberData(nameof(Folders))]
    public void Encodings_are_those_of_the_reference(string folder)
    {
        (int compared, IReadOnlyList<string> differences) = GoldenFolder.Compare(Path.Combine(Root, folder));
        Assert.Empty(differences);
        Assert.True(compared >= 45);
    }

    [Fact]
    public void Encodings_are_those_of_the_reference_from_a_vocabulary_and_its_config()
    {
        Tokenizer tokenizer = Tokenizer.Load(Path.Combine(Root, "vocabulary"));
        Assert.Empty(GoldenFolder.Compare(Path.Combine(Root, "uncased"), tokenizer).Differences);
    }

    [Theory]
    [InlineData("tr-TR")]
    [InlineData("lt-LT")]
    [InlineData("th-TH")]
    public void Encodings_are_the_same_in_every_culture(string culture)
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
            Assert.Empty(GoldenFolder.Compare(Path.Combine(Root, "uncased")).Differences);
            Assert.Empty(GoldenFolder.Compare(Path.Combine(Root, "cased-without-accents")).Differences);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public async Task Encodings_are_the_same_under_InvariantGlobalization()
    {
        string program = typeof(ParityProgram).Assembly.Location;
        (int exitCode, string output) = await ChildProcess.RunAsync("dotnet", ["exec", program, "--golden", Root]);
        Assert.Contains("InvariantGlobalization: True", output, StringComparison.Ordinal);
        Assert.Contains("uncased: 51 texts, 0 differences", output, StringComparison.Ordinal);
        Assert.Equal(0, exitCode);
    }
}
