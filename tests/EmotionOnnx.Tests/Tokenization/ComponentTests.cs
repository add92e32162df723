using System.Globalization;
using EmotionOnnx.Parity;
using EmotionOnnx.Tests.Support;

namespace EmotionOnnx.Tests.Tokenization;

/// <summary>Against what npm tokenizers made of our sentences with each component of a tokenizer.json (tools/peers/components.mjs).</summary>
public sealed class ComponentTests
{
    private static readonly string Root = Repository.Path("tests", "EmotionOnnx.Tests", "Tokenization", "Golden", "components");

    public static TheoryData<string> Names { get; } = [.. ComponentFolder.Under(Root).Select(folder => Path.GetFileName(folder))];

    [Theory]
    [MemberData(nameof(Names))]
    public void Encodings_are_those_of_the_reference(string name)
    {
        (int compared, IReadOnlyList<string> differences) = ComponentFolder.Compare(Path.Combine(Root, name));
        Assert.Empty(differences);
        Assert.True(compared >= 80);
    }

    [Theory]
    [InlineData("tr-TR")]
    [InlineData("th-TH")]
    public void Encodings_are_the_same_in_every_culture(string culture)
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
            string[] names = ["normalizer-lowercase", "normalizer-nfkc", "normalizer-nmt", "pre-tokenizer-split-newer", "unigram-plain", "word-level", "whole-albert", "whole-clip", "whole-roberta"];
            Assert.All(names, name => Assert.Empty(ComponentFolder.Compare(Path.Combine(Root, name)).Differences));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
