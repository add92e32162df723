using System.CommandLine;
using EmotionOnnx.Cli.Hosting;

namespace EmotionOnnx.Cli.Commands;

/// <summary><c>emotion model</c>: what concerns a model's folder.</summary>
internal static class ModelCommand
{
    public static Command Create(CliConsole console) => new("model", "Looks at a model's folder, checks it, calibrates it, or writes its hashes anew.")
    {
        ModelInfoCommand.Create(console),
        ModelVerifyCommand.Create(console),
        ModelCalibrateCommand.Create(console),
        ModelSealCommand.Create(console),
    };

    /// <summary>The folder; without it the model in the box.</summary>
    public static Argument<string?> FolderArgument() => new Argument<string?>("dir")
    {
        Description = "The model's folder. Default: the English model in the box.",
        HelpName = "DIR",
        Arity = ArgumentArity.ZeroOrOne,
    }.RefuseEmpty();
}
