using System.CommandLine;

namespace EmotionOnnx.Fuzz;

/// <summary>The command line.</summary>
internal static class FuzzCommand
{
    internal static RootCommand Create()
    {
        var minutes = new Option<double>("--minutes") { DefaultValueFactory = _ => 1, Description = "How long." };
        var seed = new Option<ulong>("--seed") { DefaultValueFactory = _ => 1, Description = "Cases are made from it and their numbers." };
        var one = new Option<long?>("--case") { Description = "Run this case only, and say what it does." };
        var first = new Option<long>("--first") { Description = "The number of the first case." };
        var threads = new Option<int>("--threads") { DefaultValueFactory = _ => Environment.ProcessorCount };
        var limit = new Option<double>("--limit") { DefaultValueFactory = _ => 20, Description = "Seconds that a case may take." };
        var megabytes = new Option<int>("--memory") { DefaultValueFactory = _ => 1024, Description = "MiB that the process may hold on the managed heap." };
        var unsupervised = new Option<bool>("--unsupervised") { Description = "In this process: a crash is not reported." };
        var command = new RootCommand(
            "Loads broken tokenizer files and encodes broken text. Whatever comes, loading gives a tokenizer or a TokenizerException, and encoding ends in time with ids and offsets in range.")
        {
            minutes, seed, one, first, threads, limit, megabytes, unsupervised,
        };
        command.SetAction(result =>
        {
            var options = new FuzzOptions(
                result.GetValue(seed), result.GetValue(first), TimeSpan.FromMinutes(result.GetValue(minutes)), long.MaxValue, result.GetValue(threads),
                TimeSpan.FromSeconds(result.GetValue(limit)), result.GetValue(megabytes) * (1L << 20));
            return result.GetValue(one) is { } number ? FuzzRun.RunOne(options, number, Console.Out)
                : result.GetValue(unsupervised) ? new FuzzRun(options, Console.Out).Run()
                : Supervisor.Run(options, Console.Out);
        });
        return command;
    }
}
