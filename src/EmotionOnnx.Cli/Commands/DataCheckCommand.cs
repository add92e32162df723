using System.CommandLine;
using EmotionOnnx.Cli.Hosting;
using EmotionOnnx.Cli.Output;
using EmotionOnnx.Training;

namespace EmotionOnnx.Cli.Commands;

/// <summary><c>emotion data check</c>: what would spoil a training, or make its figures a lie.</summary>
internal sealed class DataCheckCommand
{
    private const int DefaultMaxTokens = 128;
    private readonly CliConsole _console;
    private readonly TrainingDataOptions _data = new();
    private readonly Option<bool> _json = new("--json") { Description = "One JSON object with everything." };

    private DataCheckCommand(CliConsole console) => _console = console;

    public static Command Create(CliConsole console)
    {
        var self = new DataCheckCommand(console);
        var command = new Command("check", "Rows, labels, duplicates, leaks between splits, conflicting labels, lengths in tokens: all that finetune looks at before it begins.");
        self._data.AddTo(command);
        command.Add(self._json);
        command.SetAction(self.Run);
        command.AddExamples(
            """
            emotion data check --train train.csv --test test.csv
            emotion data check --train mails.jsonl --text body --labels tags --group-column customer --test-share 0.1 --json
            """,
            ExitCodes.Help);
        return command;
    }

    private int Run(ParseResult result)
    {
        CancellationToken interrupt = _console.ListenForInterrupt();
        FinetuneRecipe recipe = _data.Recipe(result);
        DatasetSplits splits = _data.Load(recipe, result, interrupt);
        DataReport report = DataCheck.Run(splits, new DataCheckOptions
        {
            Kind = recipe.Kind,
            Allow = recipe.Allow ?? DataRisks.None,
            Tokenizer = Tokenizer.Load(ModelOptions.PathOf(recipe.Base)),
            MaxTokens = recipe.MaxTokens ?? DefaultMaxTokens,
        });
        if (result.GetValue(_json))
        {
            DataJson.Write(_console.Output, report);
        }
        else
        {
            DataTable.Write(_console, report);
        }

        return report.Stops ? ExitCodes.BadInput : report.Splits.Any(split => split.Unreadable > 0) ? ExitCodes.SomeRowsFailed : ExitCodes.Ok;
    }
}
