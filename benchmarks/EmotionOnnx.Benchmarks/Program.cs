using BenchmarkDotNet.Running;
using EmotionOnnx.Benchmarks;

// The programs of their own compare whole runs side by side, in turns, so that a machine that changes its speed changes both.
return args switch
{
    ["throughput", .. var rest] => Throughput.Run(rest),
    ["budgets", .. var rest] => TokenBudgets.Run(rest),
    ["threads", .. var rest] => ThreadLayouts.Run(rest),
    _ => RunSuite(args),
};

static int RunSuite(string[] args)
{
    var summaries = BenchmarkSwitcher.FromAssembly(typeof(Throughput).Assembly).Run(args);
    return summaries.Any(summary => summary.HasCriticalValidationErrors) ? 1 : 0;
}
