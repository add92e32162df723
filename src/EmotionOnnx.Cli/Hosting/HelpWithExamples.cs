using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.Runtime.CompilerServices;

namespace EmotionOnnx.Cli.Hosting;

/// <summary>The library's help, then the command's examples and remarks.</summary>
internal sealed class HelpWithExamples(HelpAction help) : SynchronousCommandLineAction
{
    public override bool Terminating => true;

    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        int code = help.Invoke(parseResult);
        if (HelpExamples.Of(parseResult.CommandResult.Command) is { } examples)
        {
            TextWriter output = parseResult.InvocationConfiguration.Output;
            output.WriteLine("Examples:");
            foreach (string line in examples.Commands.Split('\n'))
            {
                output.WriteLine($"  {line.TrimEnd('\r')}");
            }

            output.WriteLine();
            if (examples.Remarks.Length > 0)
            {
                output.WriteLine(examples.Remarks);
                output.WriteLine();
            }
        }

        return code;
    }
}

/// <summary>Keeps a command's examples beside it; System.CommandLine has no place for them.</summary>
internal static class HelpExamples
{
    private static readonly ConditionalWeakTable<Command, Entry> Entries = [];

    public static void AddExamples(this Command command, string commands, string remarks = "") => Entries.Add(command, new Entry(commands, remarks));

    public static Entry? Of(Command command) => Entries.TryGetValue(command, out Entry? entry) ? entry : null;

    internal sealed record Entry(string Commands, string Remarks);
}
