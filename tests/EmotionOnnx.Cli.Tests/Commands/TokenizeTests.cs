using EmotionOnnx.Cli.Tests.Support;
using EmotionOnnx.Tests.Tokenization;

namespace EmotionOnnx.Cli.Tests.Commands;

/// <summary><c>emotion tokenize</c> as a person sees it; ids and offsets are those of npm tokenizers for the same texts.</summary>
public sealed class TokenizeTests
{
    private static readonly string Uncased = GoldenTokenizers.PathOf("uncased");

    [Fact]
    public void A_pipe_gets_a_table_and_the_name_of_the_file()
    {
        CommandResult result = Emotion.Run("tokenize", "-m", Uncased, "Hello, wasn't happy\t\u6f22").Expect(0);
        Assert.Equal(
            $"""
            tokenizer: {Path.Combine(Uncased, "tokenizer.json")}

            text: Hello, wasn't happy\t漢
            10 tokens (2 special, 1 unknown)
             id  token  offsets  word  part
              2  [CLS]
             51  hello  0-5      0     Hello
             72  ,      5-6      1     ,
             16  was    7-10     2     was
            173  ##n    10-11    2     n
             47  '      11-12    3     '
             48  t      12-13    4     t
             25  happy  14-19    5     happy
              1  [UNK]  20-21    6     漢  <- unknown
              3  [SEP]

            """,
            result.Output);
    }

    [Fact]
    public void A_terminal_gets_the_text_in_alternating_colours_with_ids_and_offsets_under_it()
    {
        string output = new Emotion { IsOutputTerminal = true }.With("tokenize", "-m", Uncased, "he was \u6f22").Expect(0).Output;
        Assert.Contains("\n\e[36mhe\e[0m \e[33mwas\e[0m \e[1m\e[31m漢\e[0m\n", output);
        Assert.Contains("\e[2m[CLS]\e[0m  \e[36mhe\e[0m   \e[33mwas\e[0m  \e[1m\e[31m[UNK]\e[0m    \e[2m[SEP]\e[0m\n", output);
        Assert.Contains("\e[36m0-2\e[0m  \e[33m3-6\e[0m  \e[1m\e[31m7-8\e[0m\n", output);
        Assert.Contains("\e[31munknown\e[0m\n", output);
    }

    [Fact]
    public void Without_colours_a_terminal_still_sees_what_is_unknown()
    {
        var emotion = new Emotion { IsOutputTerminal = true, Environment = new Dictionary<string, string> { ["NO_COLOR"] = "1" } };
        string output = emotion.With("tokenize", "-m", Uncased, "he \u6f22").Expect(0).Output;
        Assert.DoesNotContain('\e', output);
        Assert.Contains("unknown", output);
    }

    [Fact]
    public void Long_texts_wrap_at_the_width_of_the_terminal_and_wide_characters_count_twice()
    {
        string text = string.Concat(Enumerable.Repeat("she was happy 漢字 😀 e\u0301 ", 12));
        var emotion = new Emotion { IsOutputTerminal = true, Width = 40, Environment = new Dictionary<string, string> { ["NO_COLOR"] = "1" } };
        string[] lines = emotion.With("tokenize", "-m", Uncased, text).Expect(0).Output.Split('\n');
        Assert.All(lines.Skip(1), line => Assert.InRange(EmotionOnnx.Cli.Output.TerminalText.Width(line), 0, 39));
        string[] shown = [.. lines.Skip(2).TakeWhile(line => !line.StartsWith("[CLS]", StringComparison.Ordinal))];
        Assert.True(shown.Length >= 8);
        Assert.Equal(text, string.Concat(shown));
        Assert.DoesNotContain(shown, line => line.StartsWith('\u0301'));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Control_characters_never_reach_the_output(bool isTerminal)
    {
        var emotion = new Emotion { IsOutputTerminal = isTerminal, Environment = new Dictionary<string, string> { ["NO_COLOR"] = "1" } };
        string output = emotion.With("tokenize", "-m", GoldenTokenizers.PathOf("text-not-cleaned"), "he\e[2J\0was\u202e\u009b1m\r\n\tnot \ud800").Expect(0).Output;
        Assert.DoesNotContain(output, c => char.IsControl(c) && c != '\n');
        Assert.DoesNotContain('\u202e', output);
        Assert.Contains("he␛[2J␀was\\u202e\\u009b1m\\r\\n\\tnot \ufffd", output);
    }

    [Fact]
    public void A_pair_is_one_list_of_tokens_that_says_of_which_text_each_is()
    {
        CommandResult result = Emotion.Run("tokenize", "-m", Uncased, "he was", "--pair", "she is").Expect(0);
        Assert.Contains("text: he was\npair: she is\n7 tokens (3 special)\n", result.Output);
        Assert.Contains("16  was    3-6      1     text  was\n", result.Output);
        Assert.Contains("10  she    0-3      0     pair  she\n", result.Output);
    }

    [Fact]
    public void A_text_that_is_cut_is_shown_window_by_window()
    {
        CommandResult result = Emotion.Run("tokenize", "-m", Uncased, "--max-tokens", "5", "--stride", "1", "he was not the").Expect(0);
        Assert.Contains("window 1 of 2: 5 tokens (2 special)", result.Output);
        Assert.Contains("window 2 of 2: 4 tokens (2 special)", result.Output);
        Assert.Equal(2, result.Lines.Count(line => line.EndsWith(" not", StringComparison.Ordinal) && line.Contains("7-10")));

        string terminal = new Emotion { IsOutputTerminal = true, Environment = new Dictionary<string, string> { ["NO_COLOR"] = "1" } }
            .With("tokenize", "-m", Uncased, "--max-tokens", "5", "he was not the").Output;
        Assert.Contains("\nhe was not…\n", terminal);
        Assert.Contains("\n…the\n", terminal);
    }

    [Fact]
    public void Padding_that_the_file_declares_is_counted_and_not_listed() =>
        Assert.Contains("3 tokens (2 special), and 9 of padding\n", Emotion.Run("tokenize", "-m", GoldenTokenizers.PathOf("declared"), "he").Expect(0).Output);

    [Fact]
    public void Special_tokens_can_be_left_out() =>
        Assert.Contains("1 token\n", Emotion.Run("tokenize", "-m", Uncased, "--no-special-tokens", "he").Expect(0).Output);

    [Theory]
    [InlineData("uncased/tokenizer.json")]
    [InlineData("vocabulary/vocab.txt")]
    [InlineData("vocabulary")]
    public void The_tokenizer_is_a_folder_or_a_file(string path)
    {
        CommandResult result = Emotion.Run("tokenize", "-m", GoldenTokenizers.PathOf(path.Split('/')), "was").Expect(0);
        Assert.Contains(path, result.Lines[0]);
        Assert.Contains("16  was ", result.Output);
    }

    [Fact]
    public void Without_a_tokenizer_it_is_that_of_the_model_in_the_box()
    {
        CommandResult result = Emotion.Run("tokenize", "They won.").Expect(0);
        Assert.EndsWith("emotion-en/tokenizer.json", result.Lines[0].Replace('\\', '/'));
        Assert.Contains("2027  they   0-4 ", result.Output);
        Assert.Contains("1012  .      8-9 ", result.Output);
    }

    [Fact]
    public void Without_texts_each_line_of_standard_input_is_one()
    {
        CommandResult result = Emotion.RunOn("he\r\n\nwas", "tokenize", "-m", Uncased).Expect(0);
        Assert.Equal(["text: he", "text: ", "text: was"], result.Lines.Where(line => line.StartsWith("text: ", StringComparison.Ordinal)));
    }
}
