using EmotionOnnx.Tokenization.PreTokenizers;

namespace EmotionOnnx.Tests.Tokenization;

/// <summary>Pre-tokenizers: bad fields, cuts, worst cases. Their pieces are compared with the reference's by the golden files.</summary>
public sealed class PreTokenizerTests
{
    private const int TenMillion = 10_000_000;

    private const string Gpt2 = @"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+";

    private const string ByteLevel = """{"type":"ByteLevel","add_prefix_space":true,"trim_offsets":true}""";
    private const string Metaspace = """{"type":"Metaspace","replacement":"▁","prepend_scheme":"first"}""";

    public static TheoryData<string> WithCuts =>
    [
        ByteLevel,
        """{"type":"ByteLevel","add_prefix_space":false,"trim_offsets":true}""",
        Metaspace,
        """{"type":"Metaspace","replacement":"▁"}""",
        """{"type":"BertPreTokenizer"}""",
        """{"type":"Whitespace"}""",
        """{"type":"WhitespaceSplit"}""",
        """{"type":"CharDelimiterSplit","delimiter":" "}""",
        """{"type":"Sequence","pretokenizers":[{"type":"WhitespaceSplit"},{"type":"Metaspace","replacement":"▁"}]}""",
        """{"type":"Sequence","pretokenizers":[{"type":"ByteLevel","add_prefix_space":true,"trim_offsets":true},{"type":"Digits","individual_digits":true}]}""",
    ];

    [Theory]
    [InlineData("""{"type":"Metaspace","replacement":"ab"}""", "one character")]
    [InlineData("""{"type":"Metaspace","replacement":""}""", "one character")]
    [InlineData("""{"type":"Metaspace","replacement":"▁","prepend_scheme":"sometimes"}""", "sometimes")]
    [InlineData("""{"type":"Metaspace","replacement":"▁","add_prefix_space":false}""", "never")]
    [InlineData("""{"type":"ByteLevel","trim_offsets":true}""", "add_prefix_space")]
    [InlineData("""{"type":"ByteLevel","add_prefix_space":true,"trim_offsets":true,"use_regex":null}""", "use_regex")]
    [InlineData("""{"type":"ByteLevel","add_prefix_space":true,"trim_offsets":true,"dropout":1}""", "dropout")]
    [InlineData("""{"type":"Digits"}""", "individual_digits")]
    [InlineData("""{"type":"Punctuation","behavior":"Merged"}""", "Merged")]
    [InlineData("""{"type":"CharDelimiterSplit","delimiter":"--"}""", "one character")]
    [InlineData("""{"type":"FixedLength","length":0}""", "at least 1")]
    [InlineData("""{"type":"Split","pattern":{"Regex":"a"},"behavior":"Isolated"}""", "invert")]
    [InlineData("""{"type":"Split","pattern":{},"behavior":"Isolated","invert":false}""", "'String' or 'Regex'")]
    [InlineData("""{"type":"Split","pattern":{"Regex":"a","String":"a"},"behavior":"Isolated","invert":false}""", "'String' or 'Regex'")]
    [InlineData("""{"type":"Sequence","pretokenizers":[{"type":"Whitespace"},{"type":"Nope"}]}""", "pretokenizers[1]: the pre-tokenizer 'Nope'")]
    public void A_component_that_can_not_be_read_says_what_is_wrong(string json, string message)
    {
        TokenizerException error = Assert.Throws<TokenizerException>(() => PreTokenizing.Read(json));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(WithCuts))]
    public void A_text_cut_where_it_may_be_gives_the_pieces_of_the_whole(string json)
    {
        PreTokenizer preTokenizer = PreTokenizing.Read(json);
        Assert.NotEqual(TextCuts.None, preTokenizer.Cuts);
        var random = new Random(5);
        string[] words = [" ", " ", " ", "a", "don't", "'s", "12", "\n", "\t", "\u00A0", "\u3000", "…", "é", "中文", "😀", "▁", "-", "\u0301", "."];
        int cuts = 0;
        for (int n = 0; n < 3000; n++)
        {
            string text = string.Concat(random.GetItems(words, random.Next(2, 14)));
            var whole = preTokenizer.Pieces(text);
            for (int cut = 1; cut < text.Length; cut++)
            {
                bool isAllowed = text[cut] == ' ' && (preTokenizer.Cuts == TextCuts.BeforeSpace || !char.IsWhiteSpace(text[cut - 1]));
                if (isAllowed)
                {
                    cuts++;
                    Assert.Equal(whole, [.. preTokenizer.Pieces(text[..cut]), .. preTokenizer.Pieces(text[cut..], cut)]);
                }
            }
        }

        Assert.True(cuts > 1000);
    }

    [Theory]
    [InlineData(ByteLevel, ' ', 1)]
    [InlineData(ByteLevel, 'a', 1)]
    [InlineData(ByteLevel, '\u4E00', 1)]
    [InlineData(Metaspace, 'a', 1)]
    [InlineData(Metaspace, ' ', TenMillion)]
    [InlineData("""{"type":"Whitespace"}""", '.', 1)]
    [InlineData("""{"type":"WhitespaceSplit"}""", ' ', 0)]
    [InlineData("""{"type":"Punctuation","behavior":"Contiguous"}""", '.', 1)]
    [InlineData("""{"type":"Digits","individual_digits":false}""", '1', 1)]
    [InlineData("""{"type":"UnicodeScripts"}""", 'a', 1)]
    public void Ten_million_equal_characters_are_split(string json, char c, int pieces) =>
        Assert.Equal(pieces, PreTokenizing.Read(json).Count(new string(c, TenMillion)));

    [Theory]
    [InlineData(Gpt2, ' ', 1)]
    [InlineData(Gpt2, 'a', 1)]
    [InlineData(Gpt2, '\'', 1)]
    [InlineData(@"\w|\s", 'a', TenMillion)]
    [InlineData(@"\s*[\r\n]+|\s+(?!\S)|\s+", ' ', 1)]
    [InlineData("x*", 'a', TenMillion)]
    public void Ten_million_equal_characters_are_split_by_a_pattern(string expression, char c, int pieces) =>
        Assert.Equal(pieces, PreTokenizing.Split(expression).Count(new string(c, TenMillion)));

    [Fact]
    public void A_look_behind_sees_pairs_of_surrogates_as_one() =>
        Assert.Equal(["😀", "a", "b"], PreTokenizing.Split("(?<=😀)a|(?<=[^\\p{L}].)b").Texts("😀ab"));
}
