using System.Collections.Concurrent;

namespace EmotionOnnx.Parity;

/// <summary>Compares tokenizers on corpora, with one reference process for each worker.</summary>
internal sealed class ParityRun(ParityOptions options, IReadOnlyList<Corpus> corpora, IReadOnlyList<Corpus> ofComponents)
{
    private readonly Lock _lock = new();
    private readonly ConcurrentQueue<Job> _jobs = new();

    /// <summary>The references that took part, by name and version.</summary>
    internal ConcurrentDictionary<string, byte> References { get; } = new();

    /// <summary>Compares, and hands over each tokenizer's report as soon as it is complete.</summary>
    internal void Run(IReadOnlyList<Subject> subjects, Action<SubjectReport> done)
    {
        foreach (Subject subject in subjects)
        {
            Enqueue(new SubjectReport(subject, subject.IsComponent ? ofComponents : corpora), done);
        }

        Task[] workers = [.. Enumerable.Range(0, options.Workers).Select(_ => Task.Run(() => Work(done)))];
        Task.WaitAll(workers);
    }

    private void Enqueue(SubjectReport report, Action<SubjectReport> done)
    {
        Tokenizer tokenizer;
        try
        {
            tokenizer = Tokenizer.Load(report.Subject.Path);
        }
        catch (TokenizerException error)
        {
            report.Fail($"it does not load: {error.Message}");
            done(report);
            return;
        }

        IReadOnlyList<Variant> variants = report.Subject.Engine == Engine.SentencePiece ? [Variant.Bare] : Variant.For(
            tokenizer.Encode(string.Empty, Variant.Plain.Options).Ids.Length, tokenizer.Encode(string.Empty, string.Empty, Variant.Plain.Options).Ids.Length);
        // The first, which is for every text, is shared out.
        int shards = report.Subject.IsComponent ? 1 : options.Workers;
        Job[] jobs =
        [
            .. Enumerable.Range(0, shards).Select(shard => new Job(report, tokenizer, variants[0], shard, shards)),
            .. variants.Skip(1).Select((variant, i) => new Job(report, tokenizer, variant, i, 1)),
        ];
        report.Open = jobs.Length;
        Array.ForEach(jobs, _jobs.Enqueue);
    }

    private void Work(Action<SubjectReport> done)
    {
        using var reference = new ReferenceClient();
        while (_jobs.TryDequeue(out Job? job))
        {
            SubjectReport report = job.Report;
            try
            {
                Reference process = reference.For(report.Subject, job.Variant);
                References.TryAdd($"{(report.Subject.Engine == Engine.Npm ? "npm tokenizers" : "SentencePiece")} {process.Version}", 0);
                var comparison = new Comparison(reference, report.Subject, job.Tokenizer, job.Variant);
                foreach ((Corpus corpus, Tally tally) in report.Tallies)
                {
                    int step = options.Every * (report.Subject.IsComponent ? corpus.ComponentThinning : 1)
                        * (job.Variant.Sparseness == 1 ? 1 : job.Variant.Sparseness * corpus.Thinning);
                    // Sparse options begin at different texts; of few texts, all get the first.
                    int first = job.Shards > 1 ? job.Shard * step : job.Shard % step;
                    comparison.Run(corpus, job.Shards > 1 || first < corpus.Texts.Count ? first : 0, job.Shards * step, tally);
                }
            }
            catch (ParityException error)
            {
                report.Fail(error.Message);
            }

            lock (_lock)
            {
                if (--report.Open == 0)
                {
                    done(report);
                }
            }
        }
    }

    private sealed record Job(SubjectReport Report, Tokenizer Tokenizer, Variant Variant, int Shard, int Shards);
}
