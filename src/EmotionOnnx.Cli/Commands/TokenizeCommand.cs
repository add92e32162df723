using System.CommandLine;
using EmotionOnnx.Cli.Hosting;
using EmotionOnnx.Cli.Tokens;

namespace EmotionOnnx.Cli.Commands;

/// <summary><c>emotion tokenize</c>: what a tokenizer makes of texts. It needs no model beside the tokenizer.</summary>
internal sealed class TokenizeCommand
{
    private readonly CliConsole _console;

    private readonly Argument<string[]> _texts = new("text")
    {
        Description = "The texts, one per argument. Without any, each line of standard input is a text.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string?> _model = new Option<string?>("--model", "-m")
    {
        Description = "The tokenizer: a folder that has one, or its file (tokenizer.json, vocab.txt, a SentencePiece .model). Default: that of the English model in the box.",
        HelpName = "PATH",
    }.RefuseEmpty();

    private readonly Option<string?> _pair = new("--pair") { Description = "A second text, for models that read two.", HelpName = "TEXT" };
    private readonly Option<bool> _jsonl = new("--jsonl") { Description = "Reads one {\"text\": ..., \"pair\": ...} a line from standard input and writes one object a line: ids, type_ids, attention_mask, special_tokens_mask, offsets, tokens, overflow." };
    private readonly Option<bool> _noSpecialTokens = new("--no-special-tokens") { Description = "Without those around the text, such as [CLS] and [SEP]." };
    private readonly Option<int?> _maxTokens = new("--max-tokens") { Description = "Cuts a text to N tokens, special tokens counted. Default: what the file declares.", HelpName = "N", CustomParser = Numbers.AtLeast(1) };
    private readonly Option<int?> _stride = new("--stride") { Description = "How many tokens each window shares with the one before, where a text is cut. Default: what the file declares, or 0.", HelpName = "N", CustomParser = Numbers.AtLeast(0) };
    private readonly Option<bool> _allWindows = new("--all-windows") { Description = "With --jsonl: reads a text that is cut to its end, so that \"overflow\" has all of it; without it, as far as Hugging Face's tokenizers 0.23 do." };

    private TokenizeCommand(CliConsole console) => _console = console;

    public static Command Create(CliConsole console)
    {
        var self = new TokenizeCommand(console);
        var command = new Command("tokenize", "Shows what a tokenizer makes of texts: tokens, ids, and the part of the text that each token stands for.")
        {
            self._texts,
            self._pair,
            self._model,
            self._jsonl,
            self._noSpecialTokens,
            self._maxTokens,
            self._stride,
            self._allWindows,
        };
        command.SetAction(self.Run);
        command.AddExamples(
            """
            emotion tokenize "They won. Thank you!"
            emotion tokenize "A premise" --pair "and a hypothesis" --model roberta/tokenizer.json
            emotion tokenize --max-tokens 8 --stride 2 "A text that is longer than eight tokens are"
            emotion tokenize --jsonl --model xlm-roberta/ < texts.jsonl > tokens.jsonl
            """);
        return command;
    }

    private int Run(ParseResult result)
    {
        TextArguments.RefuseUnknownOptions(result, _texts);
        string[] texts = result.GetValue(_texts)!;
        string? pair = result.GetValue(_pair);
        bool isJsonl = result.GetValue(_jsonl);
        Check(texts, pair, isJsonl, result.GetValue(_allWindows));
        var tokenizer = Tokenizer.Load(ModelOptions.PathOf(result.GetValue(_model)));
        EncodeOptions options = Options(result, tokenizer);
        if (isJsonl)
        {
            using var lines = new TokenLines(tokenizer, options with { ReadsToEnd = result.GetValue(_allWindows) }, _console);
            return lines.Run() > 0 ? ExitCodes.SomeRowsFailed : ExitCodes.Ok;
        }

        IEncodingWriter writer = _console.IsOutputTerminal
            ? new EncodingColumns(tokenizer, _console)
            : new EncodingTable(tokenizer, _console.OutputText);
        if (texts.Length > 0)
        {
            Write(tokenizer, options, texts, pair, writer);
        }
        else
        {
            WriteInput(tokenizer, options, writer);
        }

        return ExitCodes.Ok;
    }

    private static void Check(string[] texts, string? pair, bool isJsonl, bool allWindows)
    {
        if (isJsonl && (texts.Length > 0 || pair is not null))
        {
            throw CliException.Usage($"--jsonl reads its texts from standard input: leave {(texts.Length > 0 ? "the text" : "--pair")} out.");
        }

        if (pair is not null && texts.Length != 1)
        {
            throw CliException.Usage("--pair goes with one text as argument; many pairs go through --jsonl.");
        }

        if (allWindows && !isJsonl)
        {
            throw CliException.Usage("--all-windows goes with --jsonl; without it all windows are shown anyway.");
        }
    }

    private EncodeOptions Options(ParseResult result, Tokenizer tokenizer)
    {
        int? most = result.GetValue(_maxTokens);
        int? stride = result.GetValue(_stride);
        Truncation? declared = tokenizer.DeclaredTruncation;
        if (stride is not null && most is null && declared is null)
        {
            throw CliException.Usage("--stride goes with --max-tokens: this tokenizer's file declares no truncation.");
        }

        try
        {
            var options = new EncodeOptions
            {
                AddSpecialTokens = !result.GetValue(_noSpecialTokens),
                Truncation = most is null && stride is null ? Truncation.Declared : Truncation.To(
                    most ?? declared!.MaxLength,
                    stride ?? Math.Min(declared?.Stride ?? 0, (most ?? int.MaxValue) - 1),
                    declared?.Side ?? TokenSide.Right,
                    declared?.Strategy ?? TruncationStrategy.LongestFirst),
                ReturnOverflow = true,
            };

            // What suits no text at all is said before any is read.
            _ = tokenizer.Encode("", options);
            return options;
        }
        catch (ArgumentException e)
        {
            string why = e is ArgumentOutOfRangeException ? "--stride must be less than --max-tokens." : e.Message.Split(" (Parameter ")[0];
            throw CliException.Usage(why, e);
        }
    }

    private void WriteInput(Tokenizer tokenizer, EncodeOptions options, IEncodingWriter writer)
    {
        if (_console.IsInputTerminal)
        {
            _console.Error.WriteLine("Type a text and press Enter; Ctrl-D ends (on Windows Ctrl-Z and Enter).");
        }

        var lines = new InputLines(_console.Input);
        while (lines.Read() is { Count: > 0 } texts)
        {
            Write(tokenizer, options, texts, pair: null, writer);
        }
    }

    private void Write(Tokenizer tokenizer, EncodeOptions options, IReadOnlyList<string> texts, string? pair, IEncodingWriter writer)
    {
        foreach (string text in texts)
        {
            try
            {
                TokenEncoding encoding = pair is null ? tokenizer.Encode(text, options) : tokenizer.Encode(text, pair, options);
                writer.Write(text, pair, encoding);
            }
            catch (ArgumentException e)
            {
                throw CliException.Usage(e.Message.Split(" (Parameter ")[0], e);
            }
        }

        _console.OutputText.Flush();
    }
}
