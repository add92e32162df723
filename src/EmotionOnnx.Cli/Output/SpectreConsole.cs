using EmotionOnnx.Cli.Hosting;
using Spectre.Console;

namespace EmotionOnnx.Cli.Output;

/// <summary>Spectre.Console over the command's own streams, with what the command knows about them.</summary>
internal static class SpectreConsole
{
    public static IAnsiConsole Create(CliConsole console, TextWriter writer, bool isTerminal, bool useColor)
    {
        IAnsiConsole ansi = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = isTerminal ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = useColor ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = isTerminal ? InteractionSupport.Yes : InteractionSupport.No,
            Out = new AnsiConsoleOutput(writer),
        });
        ansi.Profile.Width = isTerminal ? Math.Max(20, console.Width) : 160;
        ansi.Profile.Capabilities.Unicode = true;
        return ansi;
    }

    /// <summary>Standard output.</summary>
    public static IAnsiConsole ForOutput(CliConsole console) => Create(console, console.OutputText, console.IsOutputTerminal, console.UseColor);
}
