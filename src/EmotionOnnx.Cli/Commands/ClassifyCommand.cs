using System.CommandLine;
using System.Globalization;
using EmotionOnnx.Cli.Hosting;
using EmotionOnnx.Cli.Output;

namespace EmotionOnnx.Cli.Commands;

/// <summary><c>emotion classify</c>: the emotions of a few texts, or of lines as they come in.</summary>
internal sealed class ClassifyCommand
{
    private readonly CliConsole _console;
    private readonly ModelOptions _model = new();

    private readonly Argument<string[]> _texts = new("text")
    {
        Description = "The texts, one per argument. Without any, each line of standard input is a text.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string?> _pair = new("--pair")
    {
        Description = "The second text of a pair, for models that were fine-tuned on pairs: every text is read together with it.",
        HelpName = "TEXT",
    };

    private readonly Option<bool> _json = new("--json") { Description = "One JSON object per text and line: text, labels, top, truncated (with --top ranked, with --all scores, with --group groups)." };
    private readonly Option<int?> _top = new("--top", "-n") { Description = "The N best labels, whether they reach their thresholds or not.", HelpName = "N", CustomParser = Numbers.AtLeast(1) };
    private readonly Option<bool> _all = new("--all", "-a") { Description = "Every label." };
    private readonly Option<string[]> _groups = GroupOption.Create("The scores of a coarser grouping that the model has, such as ekman or sentiment.");
    private readonly Option<bool> _timing = new("--timing") { Description = "Says on standard error what the time from process start to the answer was spent on." };

    private ClassifyCommand(CliConsole console) => _console = console;

    public static Command Create(CliConsole console)
    {
        var self = new ClassifyCommand(console);
        var command = new Command("classify", "Shows the emotions in texts: the labels whose score reaches the model's threshold, or the best one where none does.")
        {
            self._texts,
            self._pair,
            self._json,
            self._top,
            self._all,
            self._groups,
        };
        self._model.AddTo(command);
        command.Add(self._timing);
        command.SetAction(self.Run);
        command.AddExamples(
            """
            emotion classify "I can't believe you did all this for me, thank you!"
            emotion classify --json --all "What a day." "Oh no."
            emotion classify --group ekman "I miss her so much"
            tail -f chat.log | emotion classify --json
            emotion classify "No, you hang up!" --pair "You hang up first." --model my-pair-model
            emotion classify -- "--- a text that begins with dashes"
            """);
        return command;
    }

    private int Run(ParseResult result)
    {
        TextArguments.RefuseUnknownOptions(result, _texts);
        Timing timing = Timing.Start(result.GetValue(_timing));
        EmotionClassifierOptions options = _model.Read(result);
        using EmotionClassifier classifier = timing.Load(_model.ModelPath(result), options);
        var view = new ResultView
        {
            Top = result.GetValue(_top),
            All = result.GetValue(_all),
            Groups = GroupOption.Check(result.GetValue(_groups)!, classifier.Labels),
        };
        using ResultLines? lines = result.GetValue(_json) ? new ResultLines(_console, view) : null;
        IResultWriter writer = lines ?? (IResultWriter)new ResultTable(_console, view, options.MaxTokens ?? classifier.Bundle.MaxTokens);
        string[] texts = result.GetValue(_texts)!;
        string? pair = result.GetValue(_pair);
        if (texts.Length > 0)
        {
            Write(classifier, writer, texts, pair, timing);
        }
        else
        {
            ClassifyInput(classifier, writer, pair, timing);
        }

        timing.Report(_console.Error);
        return ExitCodes.Ok;
    }

    private void ClassifyInput(EmotionClassifier classifier, IResultWriter writer, string? pair, Timing timing)
    {
        if (_console.IsInputTerminal)
        {
            _console.Error.WriteLine("Type a text and press Enter; Ctrl-D ends (on Windows Ctrl-Z and Enter).");
        }

        var lines = new InputLines(_console.Input);
        long before = 0;
        while (lines.Read() is { Count: > 0 } texts)
        {
            WriteLines(classifier, writer, texts, pair, before, timing);
            before += texts.Count;
        }
    }

    // Lines come in portions: the one that is too long is named by its place in the input, and those before it are answered.
    private void WriteLines(EmotionClassifier classifier, IResultWriter writer, IReadOnlyList<string> texts, string? pair, long before, Timing timing)
    {
        try
        {
            Write(classifier, writer, texts, pair, timing);
        }
        catch (TextTooLongException e)
        {
            if (e.TextIndex > 0)
            {
                WriteLines(classifier, writer, [.. texts.Take(e.TextIndex)], pair, before, timing);
            }

            throw CliException.BadInput(ErrorReport.TooLong(string.Create(CultureInfo.InvariantCulture, $"standard input:{before + e.TextIndex + 1}: the text"), e.MaxTokens), e);
        }
    }

    private void Write(EmotionClassifier classifier, IResultWriter writer, IReadOnlyList<string> texts, string? pair, Timing timing)
    {
        IReadOnlyList<EmotionResult> results = timing.Measure(
            "run", () => pair is null ? classifier.Classify(texts) : classifier.ClassifyPairs([.. texts.Select(text => new TextPair(text, pair))]));
        timing.Measure("output", () =>
        {
            for (int i = 0; i < texts.Count; i++)
            {
                writer.Write(texts[i], results[i]);
            }

            _console.OutputText.Flush();
            return true;
        });
    }
}
