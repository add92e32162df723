using System.Runtime.InteropServices;

namespace EmotionOnnx.Inference;

/// <summary>
/// Sorts sequences by length and cuts them into batches under a token budget, so that little of a batch is padding.
/// Kept and used again; not thread-safe.
/// </summary>
internal sealed class BatchPlan
{
    // Length in the upper half, index in the lower one: one sort of plain numbers, and equal lengths keep their order,
    // so that the same texts always make the same batches.
    private readonly List<ulong> _order = [];
    private readonly List<Batch> _batches = [];

    public ReadOnlySpan<Batch> Batches => CollectionsMarshal.AsSpan(_batches);

    /// <summary>The sequence at a place of the plan's order.</summary>
    public int SequenceAt(int place) => (int)_order[place];

    /// <summary>Plans anew.</summary>
    /// <param name="sequences">The sequences, without special tokens.</param>
    /// <param name="specialTokens">How many special tokens each row gets.</param>
    /// <param name="tokenBudget">The most tokens of a batch, padding included; a single longer sequence is a batch of its own.</param>
    public void Make(ReadOnlySpan<TokenSequence> sequences, int specialTokens, int tokenBudget)
    {
        _order.Clear();
        _batches.Clear();
        for (int i = 0; i < sequences.Length; i++)
        {
            _order.Add(((ulong)sequences[i].Count << 32) | (uint)i);
        }

        Span<ulong> order = CollectionsMarshal.AsSpan(_order);
        order.Sort();

        // From the longest on: the big batches go first, and the short ones fill the end when several threads share the work.
        int end = order.Length;
        while (end > 0)
        {
            // A graph gets at least one token, also where a tokenizer adds none to an empty text.
            int width = Math.Max(1, (int)(order[end - 1] >> 32) + specialTokens);
            int rows = Math.Min(end, Math.Max(1, tokenBudget / width));
            end -= rows;
            _batches.Add(new Batch(end, rows, width));
        }
    }
}
