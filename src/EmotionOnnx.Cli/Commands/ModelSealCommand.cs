using System.CommandLine;
using System.Globalization;
using EmotionOnnx.Cli.Hosting;
using EmotionOnnx.Cli.Output;
using EmotionOnnx.Training;

namespace EmotionOnnx.Cli.Commands;

/// <summary><c>emotion model seal</c>: new hashes for a model's files that were edited.</summary>
internal static class ModelSealCommand
{
    public static Command Create(CliConsole console)
    {
        // No default: the hashes of the model in the box are its maker's word.
        Argument<string> folder = new Argument<string>("dir") { Description = "The model's folder; its emotion.json is rewritten.", HelpName = "DIR" }.RefuseEmpty();
        var command = new Command("seal", "Writes the size and sha256 of every file into emotion.json, for after an edit that was meant; says which were others.") { folder };
        command.SetAction(result => Run(result.GetValue(folder)!, console));
        command.AddExamples(
            """
            emotion model seal my-model
            emotion model seal my-model && emotion model verify my-model
            """);
        return command;
    }

    private static int Run(string folder, CliConsole console)
    {
        SealReport report = BundleSealer.Seal(folder);
        Write(console, "changed", report.Changed);
        Write(console, "new", report.Appeared);
        Write(console, "gone", report.Disappeared);
        if (report.IsEmpty)
        {
            console.OutputText.WriteLine("Nothing to do: every file is as emotion.json says.");
        }

        return ExitCodes.Ok;
    }

    private static void Write(CliConsole console, string state, IReadOnlyList<BundleFile> files)
    {
        foreach (BundleFile file in files)
        {
            console.OutputText.WriteLine(TerminalText.Clean(string.Create(CultureInfo.InvariantCulture, $"{state,-8} {file.Name} ({file.Size:N0} bytes)")));
        }
    }
}
