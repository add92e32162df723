namespace EmotionOnnx.Tokenization.Models;

/// <summary>The working memory of <see cref="Unigram"/>: the best way to each place of a piece, kept from piece to piece.</summary>
internal sealed class UnigramLattice
{
    private Arrival[] _arrivals = new Arrival[256];
    private int[] _ends = new int[256];

    /// <summary>The best ways to the places from some start on; more of them than <paramref name="count"/>.</summary>
    internal Arrival[] Arrivals(int count)
    {
        if (_arrivals.Length <= count)
        {
            Array.Resize(ref _arrivals, (int)Math.Min(Array.MaxLength, Math.Max(_arrivals.Length * 2L, count + 1L)));
        }

        return _arrivals;
    }

    /// <summary>The ends of the tokens on the best way to a place, last to first, that is from the first token on.</summary>
    internal ReadOnlySpan<int> Trace(int place)
    {
        int at = _ends.Length;
        for (int end = place; end > 0; end = _arrivals[end].Start)
        {
            if (at == 0)
            {
                int count = _ends.Length;
                int[] longer = new int[(int)Math.Min(Array.MaxLength, count * 2L)];
                at = longer.Length - count;
                _ends.CopyTo(longer, at);
                _ends = longer;
            }

            _ends[--at] = end;
        }

        return _ends.AsSpan(at);
    }

    /// <summary>How a place is reached best.</summary>
    /// <param name="Score">The sum of the scores up to here.</param>
    /// <param name="Start">Where the last token starts; -1 while the place is not reached.</param>
    /// <param name="Id">The last token.</param>
    internal readonly record struct Arrival(double Score, int Start, int Id);
}
