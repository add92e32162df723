using System.Globalization;

namespace EmotionOnnx.Parity;

/// <summary>What came out for one tokenizer.</summary>
internal sealed class SubjectReport(Subject subject, IReadOnlyList<Corpus> corpora)
{
    private readonly List<string> _failures = [];

    internal Subject Subject { get; } = subject;

    internal IReadOnlyList<(Corpus Corpus, Tally Tally)> Tallies { get; } = [.. corpora.Select(corpus => (corpus, new Tally()))];

    /// <summary>How many jobs are still to be done.</summary>
    internal int Open { get; set; }

    internal long Comparisons => Tallies.Sum(pair => pair.Tally.Texts + pair.Tally.Others);

    internal long Differences => Tallies.Sum(pair => pair.Tally.Differences) + _failures.Count;

    /// <summary>Counts something that kept the tokenizer from being compared as a difference.</summary>
    internal void Fail(string message)
    {
        lock (_failures)
        {
            if (!_failures.Contains(message))
            {
                _failures.Add(message);
            }
        }
    }

    /// <summary>A line for each corpus, with some of its differences below.</summary>
    internal IEnumerable<string> Lines()
    {
        foreach (string failure in _failures)
        {
            yield return $"{Subject.Name,-42} {failure}: 1 difference";
        }

        foreach ((Corpus corpus, Tally tally) in Open == 0 && Comparisons == 0 ? [] : Tallies)
        {
            string others = tally.Others == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", {tally.Others,7:N0} under other options");
            string aborts = tally.Aborts == 0 ? "" : $" (the reference aborts on {tally.Aborts})";
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"{Subject.Name,-42} {corpus.Name,-24} {tally.Texts,9:N0} texts, {tally.Tokens,11:N0} tokens{others}: {tally.Differences:N0} differences{aborts}");
            foreach (string shown in tally.Shown)
            {
                yield return shown;
            }
        }
    }
}
