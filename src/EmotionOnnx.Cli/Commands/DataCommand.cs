using System.CommandLine;
using EmotionOnnx.Cli.Hosting;

namespace EmotionOnnx.Cli.Commands;

/// <summary><c>emotion data</c>: what concerns labelled texts.</summary>
internal static class DataCommand
{
    public static Command Create(CliConsole console) => new("data", "Looks at labelled texts before anything is trained on them.") { DataCheckCommand.Create(console) };
}
