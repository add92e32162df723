using System.CommandLine;
using EmotionOnnx.Cli.Hosting;
using EmotionOnnx.Cli.Output;

namespace EmotionOnnx.Cli.Commands;

/// <summary><c>emotion model info</c>: what a model's folder says of itself.</summary>
internal static class ModelInfoCommand
{
    public static Command Create(CliConsole console)
    {
        Argument<string?> folder = ModelCommand.FolderArgument();
        var json = new Option<bool>("--json") { Description = "One JSON object." };
        var command = new Command("info", "Shows what a model is: labels, thresholds, groups, figures, files.") { folder, json };
        command.SetAction(result =>
        {
            var bundle = ModelBundle.Open(ModelOptions.PathOf(result.GetValue(folder)));
            if (result.GetValue(json))
            {
                BundleJson.Write(console.Output, bundle);
            }
            else
            {
                BundleTable.Write(SpectreConsole.ForOutput(console), bundle);
            }

            return ExitCodes.Ok;
        });
        command.AddExamples(
            """
            emotion model info
            emotion model info path/to/model --json
            """);
        return command;
    }
}
