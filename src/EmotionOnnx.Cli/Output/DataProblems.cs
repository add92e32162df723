using EmotionOnnx.Training;

namespace EmotionOnnx.Cli.Output;

/// <summary>What a data check found, line by line, each with what to do about it.</summary>
internal static class DataProblems
{
    private const int MostExamples = 3;

    public static void Write(Action<string> line, IEnumerable<DataProblem> problems)
    {
        foreach (DataProblem problem in problems)
        {
            foreach (string one in LinesOf(problem))
            {
                line(one);
            }
        }
    }

    public static IEnumerable<string> LinesOf(DataProblem problem) => [LineOf(problem), .. problem.Examples.Take(MostExamples).Select(example => $"        {example}")];

    public static string LineOf(DataProblem problem) => $"{(problem.Stops ? "stop" : "note")}: {problem.Message}{Remedy(problem)}";

    private static string Remedy(DataProblem problem) => problem switch
    {
        { Risk: not DataRisks.None, Stops: false } => $" (let pass by --allow {FinetuneRecipe.NameOf(problem.Risk)})",
        { Kind: DataProblemKind.Leak, Stops: true } => " --drop-leaks leaves them out of the earlier split; --allow leaks trains all the same.",
        { Kind: DataProblemKind.GroupLeak, Stops: true } => " Divide by group (--group-column on one file), or --allow leaks.",
        { Kind: DataProblemKind.UnseenLabel, Stops: true } => " --allow unseen-labels trains all the same; --label-file with --unknown-labels ignore leaves them out.",
        { Kind: DataProblemKind.WrongLabelCount, Stops: true } => " --kind multi takes them as they are; --allow wrong-count leaves these texts out.",
        { Kind: DataProblemKind.Cut } => " --max-tokens N reads more, if the base can.",
        { Kind: DataProblemKind.SuspectLabels } => " --labels names the column, --separator what stands between labels.",
        _ => "",
    };
}
