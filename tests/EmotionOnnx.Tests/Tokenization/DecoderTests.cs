using EmotionOnnx.Tests.Support;

namespace EmotionOnnx.Tests.Tokenization;

/// <summary>Tokens that no tokenizer's text gives, decoded; the expected texts are those of npm tokenizers 0.23.2.</summary>
public sealed class DecoderTests : IDisposable
{
    private static readonly string[] Vocabulary =
    [
        "<s>", "▁a", "▁▁b", "c</w>", "", "le", "##x", "😀", "<0xE2>", "<0x98>", "<0x83>", "<0x+5>", "a do not", " .", "Ġx", "Ãé", "é", "Ã",
        "|", "<pad>", "'", "n't",
    ];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("null", "▁a ▁▁b c</w>  le ##x 😀 <0xE2> <0x98> <0x83> <0x+5> a do not  . Ġx Ãé é Ã | <pad> ' n't")]
    [InlineData("""{ "type": "Replace", "pattern": { "Regex": "(l)(e)" }, "content": "$1-$2" }""",
        "▁a▁▁bc</w>$1-$2##x😀<0xE2><0x98><0x83><0x+5>a do not .ĠxÃééÃ|<pad>'n't")]
    [InlineData("""{ "type": "Replace", "pattern": { "String": "" }, "content": "-" }""",
        "-▁-a--▁-▁-b--c-<-/-w->--l-e--#-#-x--😀--<-0-x-E-2->--<-0-x-9-8->--<-0-x-8-3->--<-0-x-+-5->--a- -d-o- -n-o-t-- -.--Ġ-x--Ã-é--é--Ã--|--<-p-a-d->--'--n-'-t-")]
    [InlineData("""{ "type": "Replace", "pattern": { "Regex": "x*" }, "content": "-" }""",
        "-▁-a--▁-▁-b--c-<-/-w->--l-e--#-#--😀--<-0-E-2->--<-0-9-8->--<-0-8-3->--<-0-+-5->--a- -d-o- -n-o-t-- -.--Ġ--Ã-é--é--Ã--|--<-p-a-d->--'--n-'-t-")]
    [InlineData("""{ "type": "BPEDecoder", "suffix": "</w>" }""", "▁a▁▁bc le##x😀<0xE2><0x98><0x83><0x+5>a do not .ĠxÃééÃ|<pad>'n't")]
    [InlineData("""{ "type": "BPEDecoder", "suffix": "" }""",
        " ▁ a  ▁ ▁ b  c < / w >   l e  # # x  😀  < 0 x E 2 >  < 0 x 9 8 >  < 0 x 8 3 >  < 0 x + 5 >  a   d o   n o t    .  Ġ x  Ã é  é  Ã  |  < p a d >  ' n't")]
    [InlineData("""{ "type": "WordPiece", "prefix": "##", "cleanup": true }""",
        "▁a ▁▁b c</w>  lex 😀 <0xE2> <0x98> <0x83> <0x+5> a don't . Ġx Ãé é Ã | <pad> 'n't")]
    [InlineData("""{ "type": "WordPiece", "prefix": "", "cleanup": false }""",
        "▁a▁▁bc</w>le##x😀<0xE2><0x98><0x83><0x+5>a do not .ĠxÃééÃ|<pad>'n't")]
    [InlineData("""{ "type": "ByteLevel", "add_prefix_space": true, "trim_offsets": true }""",
        "▁a▁▁bc</w>le##x😀<0xE2><0x98><0x83><0x+5>a do not . x\uFFFD\uFFFD\uFFFD\uFFFD|<pad>'n't")]
    [InlineData("""{ "type": "ByteFallback" }""", "▁a▁▁bc</w>le##x😀☃\u0005a do not .ĠxÃééÃ|<pad>'n't")]
    [InlineData("""{ "type": "CTC", "pad_token": "<pad>", "word_delimiter_token": "|", "cleanup": true }""",
        "▁a▁▁bc</w>le##x😀<0xE2><0x98><0x83><0x+5>a don't.ĠxÃééÃ 'n't")]
    [InlineData("""{ "type": "CTC", "pad_token": "", "word_delimiter_token": "", "cleanup": true }""",
        " ▁ a  ▁ ▁ b  c < / w >   l e  # # x  😀  < 0 x E 2 >  < 0 x 9 8 >  < 0 x 8 3 >  < 0 x + 5 >  a   d o n ' t  .  Ġ x  Ã é  é  Ã  |  < p a d >  '  n ' t ")]
    [InlineData("""{ "type": "Metaspace", "replacement": "▁", "prepend_scheme": "first", "split": true }""",
        "a  bc</w>le##x😀<0xE2><0x98><0x83><0x+5>a do not .ĠxÃééÃ|<pad>'n't")]
    [InlineData("""{ "type": "Metaspace", "replacement": "▁", "prepend_scheme": "never", "split": true }""",
        " a  bc</w>le##x😀<0xE2><0x98><0x83><0x+5>a do not .ĠxÃééÃ|<pad>'n't")]
    [InlineData("""{ "type": "Strip", "content": "▁", "start": 1, "stop": 0 }""",
        "a▁bc</w>le##x😀<0xE2><0x98><0x83><0x+5>a do not .ĠxÃééÃ|<pad>'n't")]
    public void All_tokens_in_order_decode_as_in_the_reference(string decoder, string expected) =>
        Assert.Equal(expected, Load(decoder).Decode([.. Enumerable.Range(0, Vocabulary.Length)]));

    [Theory]
    [InlineData("""{ "type": "BPEDecoder", "suffix": "</w>" }""", new[] { 0, 1, 2, 2, 2, 3, 3 }, "▁a▁▁b▁▁b▁▁bc c")]
    [InlineData("""{ "type": "CTC", "pad_token": "<pad>", "word_delimiter_token": "|", "cleanup": false }""", new[] { 0, 1, 2, 2, 2, 3, 3 }, "▁a▁▁bc</w>")]
    [InlineData("""{ "type": "CTC", "pad_token": "", "word_delimiter_token": "", "cleanup": true }""", new[] { 4 }, " ")]
    [InlineData("""{ "type": "ByteFallback" }""", new[] { 8, 9, 10, 8, 9, 1, 8, 9, 10 }, "\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD▁a☃")]
    [InlineData("""{ "type": "BPEDecoder", "suffix": "</w>" }""", new int[0], "")]
    [InlineData("""{ "type": "Fuse" }""", new int[0], "")]
    [InlineData("null", new[] { 0, 1, 99, -1, int.MaxValue, 2 }, "▁a ▁▁b")]
    public void Ids_in_other_orders_decode_as_in_the_reference(string decoder, int[] ids, string expected) =>
        Assert.Equal(expected, Load(decoder).Decode(ids));

    [Fact]
    public void Special_tokens_stay_if_so_asked()
    {
        Tokenizer tokenizer = Load("null");
        Assert.Equal("▁a", tokenizer.Decode([0, 1]));
        Assert.Equal("<s> ▁a", tokenizer.Decode([0, 1], skipSpecialTokens: false));
    }

    [Fact]
    public void Strip_takes_no_more_than_there_is() =>
        Assert.Equal("", Load("""{ "type": "Strip", "content": "▁", "start": 9, "stop": 9 }""").Decode([4]));

    [Theory]
    [InlineData("""{ "type": "Guess" }""", "'Guess' is not known")]
    [InlineData("""{ "type": "Sequence", "decoders": [{ "type": "Fuse" }, { "type": "Guess" }] }""", "decoder.decoders[1]: the decoder 'Guess'")]
    [InlineData("""{ "type": "Fuse", "glue": "-" }""", "'glue'")]
    [InlineData("""{ "type": "ByteLevel" }""", "add_prefix_space")]
    [InlineData("""{ "type": "Strip", "content": "ab", "start": 0, "stop": 0 }""", "one character")]
    [InlineData("""{ "type": "Metaspace", "replacement": "▁", "add_prefix_space": false }""", "never")]
    [InlineData("""{ "type": "Replace", "pattern": { "Regex": "(" }, "content": "" }""", "decoder.pattern")]
    public void What_is_wrong_is_said(string decoder, string what) =>
        Assert.Contains(what, Assert.Throws<TokenizerException>(() => Load(decoder)).Message, StringComparison.Ordinal);

    private Tokenizer Load(string decoder)
    {
        string file = _folder["tokenizer.json"];
        string tokens = string.Join(", ", Vocabulary.Select((token, id) => $"\"{token}\": {id}"));
        File.WriteAllText(file, $$"""
            {
              "added_tokens": [{ "id": 0, "content": "<s>", "single_word": false, "lstrip": false, "rstrip": false, "normalized": false, "special": true }],
              "decoder": {{decoder}},
              "model": { "type": "WordLevel", "unk_token": "<s>", "vocab": { {{tokens}} } }
            }
            """);
        return Tokenizer.Load(file);
    }
}
