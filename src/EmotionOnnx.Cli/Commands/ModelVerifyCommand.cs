using System.CommandLine;
using System.Globalization;
using EmotionOnnx.Cli.Hosting;
using EmotionOnnx.Cli.Output;

namespace EmotionOnnx.Cli.Commands;

/// <summary><c>emotion model verify</c>: whether a model's files are those that emotion.json lists.</summary>
internal static class ModelVerifyCommand
{
    public static Command Create(CliConsole console)
    {
        Argument<string?> folder = ModelCommand.FolderArgument();
        var command = new Command("verify", "Compares the size and sha256 of every file with emotion.json; the exit code is 1 where one differs.") { folder };
        command.SetAction(result => Run(ModelOptions.PathOf(result.GetValue(folder)), console));
        command.AddExamples(
            """
            emotion model verify
            emotion model verify path/to/model && echo unaltered
            """);
        return command;
    }

    private static int Run(string path, CliConsole console)
    {
        // By emotion.json alone: a folder whose other files are broken is just what is looked for.
        IReadOnlyList<BundleFile> files = ModelBundle.ListFiles(path);
        if (files.Count == 0)
        {
            bool hasManifest = File.Exists(Path.Combine(path, "emotion.json"));
            throw CliException.Failed($"{path}: nothing to compare with: {(hasManifest ? "emotion.json lists no files. emotion model seal writes them." : "there is no emotion.json. emotion model calibrate writes one.")}");
        }

        var problems = ModelBundle.VerifyFiles(path).ToDictionary(problem => Path.GetFullPath(problem.Path), problem => problem.Message, StringComparer.Ordinal);
        foreach (BundleFile file in files)
        {
            string full = Path.GetFullPath(Path.Combine(path, file.Name));
            string state = !problems.ContainsKey(full) ? "ok" : File.Exists(full) ? "altered" : "missing";
            console.OutputText.WriteLine(TerminalText.Clean(string.Create(CultureInfo.InvariantCulture, $"{state,-8} {file.Name} ({file.Size:N0} bytes)")));
        }

        console.OutputText.Flush();
        foreach (string problem in problems.Values)
        {
            console.Error.WriteLine(TerminalText.Clean($"emotion: {problem}"));
        }

        return problems.Count == 0 ? ExitCodes.Ok : ExitCodes.Failed;
    }
}
