using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using EmotionOnnx.Cli.Commands;
using EmotionOnnx.Cli.Hosting;
using EmotionOnnx.Cli.Output;

namespace EmotionOnnx.Cli;

/// <summary>The command <c>emotion</c>: arguments in, exit code out. Everything it touches comes through the console.</summary>
internal static class EmotionCommand
{
    /// <summary>Runs one command line.</summary>
    public static int Run(IReadOnlyList<string> args, CliConsole console)
    {
        var verbose = new Option<bool>("--verbose") { Description = "Shows the whole trace of an error (as EMOTION_DEBUG=1 does).", Recursive = true };
        bool trace = console.Environment("EMOTION_DEBUG") is "1" or "true";
        try
        {
            ParseResult result = Parse(args, console, verbose);
            if (result.Action is ParseErrorAction)
            {
                return ReportUsage(result, console);
            }

            trace |= result.GetValue(verbose);
            int code = result.Invoke(new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
                Output = console.OutputText,
                Error = console.Error,
            });
            console.OutputText.Flush();
            return code;
        }
        catch (Exception exception)
        {
            return ErrorReport.Write(exception, console, trace);
        }
    }

    private static ParseResult Parse(IReadOnlyList<string> args, CliConsole console, Option<bool> verbose)
    {
        var root = new RootCommand("Reads emotions in text: offline, with a model of its own in the box.")
        {
            ClassifyCommand.Create(console),
            BatchCommand.Create(console),
            EvalCommand.Create(console),
            FinetuneCommand.Create(console),
            DataCommand.Create(console),
            ModelCommand.Create(console),
            TokenizeCommand.Create(console),
            verbose,
        };
        foreach (Option option in root.Options)
        {
            switch (option)
            {
                case HelpOption { Action: HelpAction help }:
                    option.Action = new HelpWithExamples(help);
                    break;
                case VersionOption:
                    option.Action = new VersionAction();
                    break;
            }
        }

        root.AddExamples(
            """
            emotion classify "I can't believe you did all this for me, thank you!"
            emotion batch comments.csv --text comment -o emotions.jsonl
            emotion eval test.tsv
            emotion finetune --train train.csv -o my-model
            """,
            ExitCodes.Help);

        // A text may begin with @ (a response file to the default parser), and -ab is never -a -b here.
        return root.Parse(args, new ParserConfiguration { EnablePosixBundling = false, ResponseFileTokenReplacer = null });
    }

    private static int ReportUsage(ParseResult result, CliConsole console)
    {
        string command = result.CommandResult.Command is RootCommand ? "emotion" : CommandPath(result.CommandResult);
        foreach (string message in result.Errors.Select(error => error.Message).Distinct().Take(3))
        {
            console.Error.WriteLine($"emotion: {TerminalText.Clean(message)}");
        }

        console.Error.WriteLine($"Try '{command} --help'.");
        return ExitCodes.Usage;
    }

    private static string CommandPath(System.CommandLine.Parsing.CommandResult result) =>
        result.Parent is System.CommandLine.Parsing.CommandResult parent ? $"{CommandPath(parent)} {result.Command.Name}" : "emotion";
}
