using EmotionOnnx.Cli.Hosting;
using EmotionOnnx.Cli.Output;
using EmotionOnnx.Training;

namespace EmotionOnnx.Cli.Commands;

/// <summary>Says which rows of a labelled file could not be read.</summary>
internal static class UnreadableRows
{
    private const int MostSaid = 20;

    public static void Report(LabelledDataset data, CliConsole console)
    {
        foreach (TextRow row in data.Unreadable.Take(MostSaid))
        {
            console.Error.WriteLine(TerminalText.Clean($"emotion: {data.Name}:{row.Line}: {row.Error}"));
        }

        if (data.Unreadable.Count > 0)
        {
            console.Error.WriteLine(TerminalText.Clean($"emotion: {data.Name}: {data.Unreadable.Count} rows could not be read and are left out."));
        }
    }
}
