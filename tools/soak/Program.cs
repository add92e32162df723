using System.CommandLine;
using System.Diagnostics;
using EmotionOnnx;
using EmotionOnnx.Soak;

var calls = new Option<int>("--calls") { DefaultValueFactory = _ => 200_000 };
var threads = new Option<int>("--threads") { DefaultValueFactory = _ => 8 };
var model = new Option<string?>("--model") { Description = "A model folder (default: the English model)." };
var command = new RootCommand("Makes many mixed calls from many threads and holds each answer against the same call made alone.") { calls, threads, model };
command.SetAction(result => Soak(result.GetValue(calls), result.GetValue(threads), result.GetValue(model)));
return command.Parse(args).Invoke();

static int Soak(int calls, int threads, string? model)
{
    using EmotionClassifier classifier = EmotionClassifier.Load(model ?? EnglishModel.Path);
    var mixed = new MixedCalls(classifier, distinct: 2_000, seed: 1);
    Console.WriteLine(FormattableString.Invariant($"{0,8} calls  resident {MixedCalls.ResidentMebibytes():F1} MiB  (2,000 calls made one by one)"));

    var resident = new List<double>();
    var gate = new Lock();
    long start = Stopwatch.GetTimestamp();
    int different = mixed.Run(calls, threads, Math.Max(1, calls / 20), made =>
    {
        lock (gate)
        {
            resident.Add(MixedCalls.ResidentMebibytes());
            Console.WriteLine(FormattableString.Invariant($"{made,8} calls  resident {resident[^1]:F1} MiB  {made / Stopwatch.GetElapsedTime(start).TotalSeconds:F0} calls/s"));
        }
    });

    // The first fifth fills the pools; what comes after must not grow.
    double settled = resident[resident.Count / 5];
    double peak = resident.Skip(resident.Count / 5).Max();
    bool flat = peak <= settled * 1.05 + 8;
    Console.WriteLine(FormattableString.Invariant($"{different} of {calls} answers differed; resident set {settled:F1} MiB after a fifth, {peak:F1} MiB at most after that: {(flat ? "flat" : "GROWING")}"));
    return different == 0 && flat ? 0 : 1;
}
