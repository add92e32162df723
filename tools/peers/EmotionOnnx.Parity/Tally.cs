namespace EmotionOnnx.Parity;

/// <summary>What came out for one tokenizer on one corpus.</summary>
internal sealed class Tally
{
    private const int ShownDifferences = 3;

    private readonly List<string> _shown = [];
    private readonly Lock _lock = new();

    /// <summary>How many texts were compared whole.</summary>
    internal long Texts { get; private set; }

    /// <summary>How many tokens they have.</summary>
    internal long Tokens { get; private set; }

    /// <summary>How many texts and pairs were compared under other options.</summary>
    internal long Others { get; private set; }

    /// <summary>How many of all were not equal.</summary>
    internal long Differences { get; private set; }

    /// <summary>On how many texts the reference aborts its process.</summary>
    internal long Aborts { get; private set; }

    /// <summary>Some of the differences, in full.</summary>
    internal IReadOnlyList<string> Shown => _shown;

    internal void Count(bool isPlain, long texts, long tokens, long aborts)
    {
        lock (_lock)
        {
            (Texts, Tokens, Others, Aborts) = isPlain
                ? (Texts + texts, Tokens + tokens, Others, Aborts + aborts)
                : (Texts, Tokens, Others + texts, Aborts + aborts);
        }
    }

    internal void AddDifference(Func<string> show)
    {
        lock (_lock)
        {
            Differences++;
            if (_shown.Count < ShownDifferences)
            {
                _shown.Add(show());
            }
        }
    }
}
