using System.Globalization;
using EmotionOnnx.Tokenization.Patterns;
using EmotionOnnx.Tokenization.PreTokenizers;
using EmotionOnnx.Tokenization.Unicode;

namespace EmotionOnnx.Tests.Tokenization;

/// <summary>Patterns of tokenizer.json: what can't be used says so, and what takes too long ends.</summary>
public sealed class PatternTests
{
    [Theory]
    [InlineData("(a", "')' is missing")]
    [InlineData("a)", "')' too many")]
    [InlineData("*a", "nothing stands before '*'")]
    [InlineData("[a", "ends too early")]
    [InlineData("[z-a]", "wrong way round")]
    [InlineData("[a-\\d]", "a range ends in a class")]
    [InlineData("a\\", "ends in a backslash")]
    [InlineData("\\p{Klingon}", "'Klingon' is not known")]
    [InlineData("[[:klingon:]]", "[:klingon:] is not known")]
    [InlineData("(a)\\1", "references to groups")]
    [InlineData("\\X", "'\\X' is not supported")]
    [InlineData("\\K", "'\\K' is not supported")]
    [InlineData("(?~a)", "a group of this kind")]
    [InlineData("(?(1)a)", "a group of this kind")]
    [InlineData("(?<=a+)b", "further back than")]
    [InlineData("a{100001}", "more than 100000 repeats")]
    [InlineData("(?:ab{2}){99999}", "too large")]
    [InlineData("\\x{110000}", "does not stand for a character")]
    [InlineData("\\uD800", "does not stand for a character")]
    [InlineData("(?i)ss", "a single character for these two")]
    [InlineData("(?i)ß", "several characters")]
    [InlineData("(?i)[ß]", "several characters")]
    public void A_pattern_that_can_not_be_used_says_why(string expression, string message)
    {
        TokenizerException error = Assert.Throws<TokenizerException>(() => PreTokenizing.Split(expression));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Contains(expression, error.Message, StringComparison.Ordinal);
        Assert.Contains("tokenizer.json", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Deep_nesting_is_an_error_and_no_overflow()
    {
        Assert.Throws<TokenizerException>(() => PreTokenizing.Split(new string('(', 100_000) + "a"));
        Assert.Throws<TokenizerException>(() => PreTokenizing.Split(new string('[', 100_000) + "a"));
        Assert.Throws<TokenizerException>(() => PreTokenizing.Split("a" + new string('*', 100_000)));
        Assert.Throws<TokenizerException>(() => PreTokenizing.Split(string.Concat(Enumerable.Repeat("(?i)", 100_000))));
    }

    [Theory]
    [InlineData("(a|a)*b")]
    [InlineData("(a*)*b")]
    [InlineData("(?:a+)+b")]
    [InlineData("(?=(?:a|a)*b)")]
    public void A_pattern_that_tries_too_much_ends_in_an_error_that_names_it(string expression)
    {
        PreTokenizer split = PreTokenizing.Split(expression);
        TokenizerException error = Assert.Throws<TokenizerException>(() => split.Texts(new string('a', 10_000)));
        Assert.Contains($"'{expression}' takes too long", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Quadratic_search_ends_in_an_error_on_a_long_text() =>
        Assert.Throws<TokenizerException>(() => PreTokenizing.Split(@"\s+\n").Texts(new string(' ', 1_000_000)));

    [Theory]
    [InlineData("en-US")]
    [InlineData("tr-TR")]
    public void Case_is_the_same_in_every_culture(string culture)
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
            Assert.Equal(["x", "i", "I", "ıİ"], PreTokenizing.Split("(?i)i").Texts("xiIıİ"));
            Assert.Equal(["it", "'S", "'\u017F"], PreTokenizing.Split("(?i:'s)").Texts("it'S'\u017F"));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void White_space_is_the_same_for_patterns_and_for_pieces()
    {
        for (int c = 0; c < 0x110000; c++)
        {
            Assert.Equal(NamedSets.Space.Contains(c), CharacterClasses.Of(c).Has(CharacterClass.Space));
        }
    }
}
