using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;

namespace EmotionOnnx.Inference;

/// <summary>
/// The state of one call for scores: token ids, sequences, plan, rows of scores. Kept by <see cref="InferencePipeline"/> and
/// used again, so that a call allocates nothing once its size has been seen.
/// </summary>
internal sealed class ScoringCall : ISharedWork
{
    private readonly RunnerPool _runners;
    private readonly LogitScorer _scorer;
    private readonly int _labels;
    private readonly TokenBuffer _ids = new(4096);
    private readonly List<TokenSequence> _sequences = [];
    private readonly List<int> _firstSequences = [];
    private readonly List<bool> _truncated = [];
    private readonly List<(LongPairSplitter.Window First, LongPairSplitter.Window Second)> _windows = [];
    private readonly BatchPlan _plan = new();
    private SpecialTokens? _specialTokens;
    private float[] _rows = [];
    private int _nextBatch;
    private Exception? _error;
    private CancellationToken _cancellation;

    public ScoringCall(RunnerPool runners, LogitScorer scorer, int labels)
    {
        _runners = runners;
        _scorer = scorer;
        _labels = labels;
    }

    /// <summary>How many token ids the texts so far have.</summary>
    public int Tokens => _ids.Count;

    /// <summary>How many texts have been added.</summary>
    public int Texts => _firstSequences.Count;

    /// <summary>How much memory is kept for the next call, roughly, in bytes.</summary>
    public long Footprint => (4L * _ids.Capacity) + (4L * _rows.Length) + (16L * _sequences.Capacity);

    public int MaxWorkers => _plan.Batches.Length;

    public void Clear()
    {
        _ids.Clear();
        _sequences.Clear();
        _firstSequences.Clear();
        _truncated.Clear();
        _error = null;
        _cancellation = default;
    }

    /// <summary>Tokenizes a text and splits it.</summary>
    public void Add(string text, int textIndex, ITokenizer tokenizer, LongTextSplitter splitter)
    {
        int offset = _ids.Count;
        Tokenize(text, textIndex, tokenizer, splitter.TokenLimit);
        _firstSequences.Add(_sequences.Count);
        _truncated.Add(splitter.Split(offset, _ids.Count - offset, textIndex, _sequences));
    }

    /// <summary>Tokenizes the texts of a pair and splits them.</summary>
    public void AddPair(TextPair pair, int pairIndex, ITokenizer tokenizer, TokenFrame frame, LongPairSplitter splitter)
    {
        int first = _ids.Count;
        Tokenize(pair.Text, pairIndex, tokenizer, splitter.TokenLimit);
        int second = _ids.Count;
        Tokenize(pair.Pair, pairIndex, tokenizer, splitter.TokenLimit);
        _windows.Clear();
        _firstSequences.Add(_sequences.Count);
        _truncated.Add(splitter.Split(second - first, _ids.Count - second, pairIndex, _windows));
        foreach ((LongPairSplitter.Window one, LongPairSplitter.Window other) in _windows)
        {
            int offset = _ids.Count;
            _ids.Repeat(first + one.Start, one.Length);
            foreach (FrameToken token in frame.Between)
            {
                _ids.Add(token.Id);
            }

            _ids.Repeat(second + other.Start, other.Length);
            _sequences.Add(new TokenSequence(offset, _ids.Count - offset, one.Length));
        }
    }

    /// <summary>Runs everything that has been added.</summary>
    public void Run(WorkerPool workers, SpecialTokens specialTokens, int tokenBudget, CancellationToken cancellationToken)
    {
        _specialTokens = specialTokens;
        _plan.Make(CollectionsMarshal.AsSpan(_sequences), specialTokens.Count, tokenBudget);
        int needed = checked(_sequences.Count * _labels);
        if (_rows.Length < needed)
        {
            _rows = GC.AllocateUninitializedArray<float>(Math.Max(needed, _rows.Length * 2));
        }

        _nextBatch = 0;
        _cancellation = cancellationToken;
        workers.Run(this);
        if (_error is not null)
        {
            ExceptionDispatchInfo.Throw(_error);
        }
    }

    public void Work()
    {
        int batch = Interlocked.Increment(ref _nextBatch) - 1;
        if (batch >= _plan.Batches.Length)
        {
            return;
        }

        BatchRunner? runner = null;
        try
        {
            for (; batch < _plan.Batches.Length; batch = Interlocked.Increment(ref _nextBatch) - 1)
            {
                // Rented per batch, so that a small call does not wait for a large one to end.
                runner = _runners.Rent(_cancellation);
                _cancellation.ThrowIfCancellationRequested();
                RunBatch(runner, _plan.Batches[batch]);
                _runners.Return(runner);
                runner = null;
            }
        }
#pragma warning disable CA1031 // Whatever a helper meets is the caller's to see: it is thrown again on the caller's thread.
        catch (Exception error)
#pragma warning restore CA1031
        {
            Interlocked.CompareExchange(ref _error, error, null);
            // The others stop, too. Far from the end of int, because each of them still counts up once.
            Interlocked.Exchange(ref _nextBatch, int.MaxValue / 2);
            if (runner is not null)
            {
                _runners.Return(runner);
            }
        }
    }

    /// <summary>The scores of a text that has been run.</summary>
    /// <param name="text">Its place among the texts added.</param>
    /// <param name="pooling">How windows become one row.</param>
    /// <param name="scores">One row.</param>
    public void Read(int text, WindowPooling pooling, Span<float> scores)
    {
        int first = _firstSequences[text];
        int end = text + 1 < _firstSequences.Count ? _firstSequences[text + 1] : _sequences.Count;
        WindowPooler.Pool(_rows.AsSpan(first * _labels, (end - first) * _labels), pooling, scores);
    }

    /// <summary>Whether a part of a text was not read.</summary>
    public bool IsTruncated(int text) => _truncated[text];

    private void Tokenize(string text, int textIndex, ITokenizer tokenizer, int limit)
    {
        int offset = _ids.Count;
        tokenizer.Encode(text, _ids, limit);
        // A plugged-in tokenizer that misbehaves must not mix up other texts' tokens; ONNX would count a negative id from the end.
        if (_ids.Count < offset || _ids.Ids[offset..].ContainsAnyInRange(int.MinValue, -1))
        {
            throw new EmotionOnnxException(
                $"The tokenizer {tokenizer.GetType().Name} {(_ids.Count < offset ? "took away ids of earlier texts" : "gave a negative id")} for text {textIndex}: "
                + "Encode appends ids of 0 and more to what the buffer holds.");
        }
    }

    private void RunBatch(BatchRunner runner, in Batch batch)
    {
        Span<float> logits = runner.Run(batch, _plan, CollectionsMarshal.AsSpan(_sequences), _ids.Ids, _specialTokens!);
        for (int row = 0; row < batch.Rows; row++)
        {
            Span<float> scores = logits.Slice(row * _labels, _labels);
            _scorer.Apply(scores);
            scores.CopyTo(_rows.AsSpan(_plan.SequenceAt(batch.First + row) * _labels, _labels));
        }
    }
}
