using System.Diagnostics;

namespace EmotionOnnx.Soak;

/// <summary>
/// Mixed calls (one text, lists, rows of scores) from many threads at once; every answer has to be, bit for bit, that of the
/// same call made alone beforehand.
/// </summary>
internal sealed class MixedCalls
{
    private readonly ITextClassifier _classifier;
    private readonly string[][] _calls;
    private readonly float[][] _expected;

    /// <param name="classifier">The classifier.</param>
    /// <param name="distinct">How many different calls there are.</param>
    /// <param name="seed">Makes the calls.</param>
    public MixedCalls(ITextClassifier classifier, int distinct, int seed)
    {
        var random = new Random(seed);
        _classifier = classifier;
        // Most calls are small, as a service's are; a few are lists.
        _calls = [.. Enumerable.Range(0, distinct).Select(i =>
            Enumerable.Range(0, i % 40 == 0 ? 1 + random.Next(24) : 1 + (i % 2)).Select(_ => Sentences.Make(random, i % 25 == 0 ? 12 : 2)).ToArray())];
        _expected = [.. _calls.Select(texts =>
        {
            float[] scores = new float[texts.Length * classifier.Labels.Count];
            classifier.Score(texts, scores);
            return scores;
        })];
    }

    /// <summary>Makes the calls.</summary>
    /// <param name="count">How many in all.</param>
    /// <param name="threads">From how many threads.</param>
    /// <param name="every">After how many calls <paramref name="progress"/> hears of it.</param>
    /// <param name="progress">Gets the calls made so far.</param>
    /// <returns>How many answers differed.</returns>
    public int Run(int count, int threads, int every, Action<int> progress)
    {
        int next = 0;
        int different = 0;
        void Work(int seed)
        {
            var random = new Random(seed);
            float[] scores = new float[_expected.Max(expected => expected.Length)];
            for (int call = Interlocked.Increment(ref next); call <= count; call = Interlocked.Increment(ref next))
            {
                if (!Matches(random.Next(_calls.Length), call, scores))
                {
                    Interlocked.Increment(ref different);
                }

                if (call % every == 0)
                {
                    progress(call);
                }
            }
        }

        Thread[] workers = [.. Enumerable.Range(0, threads).Select(i => new Thread(() => Work(i)))];
        Array.ForEach(workers, worker => worker.Start());
        Array.ForEach(workers, worker => worker.Join());
        return different;
    }

    /// <summary>The process's resident set, in MiB.</summary>
    public static double ResidentMebibytes()
    {
        using Process process = Process.GetCurrentProcess();
        return process.WorkingSet64 / 1048576.0;
    }

    private bool Matches(int index, int call, float[] scores)
    {
        string[] texts = _calls[index];
        float[] expected = _expected[index];
        switch (call % 3)
        {
            case 0 when texts.Length == 1:
                return _classifier.Classify(texts[0]).Scores.SequenceEqual(expected);
            case 1:
                IReadOnlyList<EmotionResult> results = _classifier.Classify(texts);
                return results.SelectMany(result => result.Scores.ToArray()).SequenceEqual(expected);
            default:
                _classifier.Score(texts, scores);
                return scores.AsSpan(0, expected.Length).SequenceEqual(expected);
        }
    }
}
