using System.Collections.Immutable;
using Microsoft.ML.OnnxRuntime;

namespace EmotionOnnx.Inference;

/// <summary>
/// Runs one batch at a time: fills its buffers, runs the session, reads the logits. Bindings are kept by shape, so that a
/// shape seen before allocates nothing. Not thread-safe; <see cref="RunnerPool"/> lends it to one caller at a time.
/// </summary>
internal sealed class BatchRunner : IDisposable
{
    // A binding holds handles, not buffers: some 2 kB. A full batch has one shape per width, so most models need fewer.
    internal const int MaxBoundShapes = 512;

    private readonly InferenceSession _session;
    private readonly RunOptions _runOptions;
    private readonly GraphSignature _signature;
    private readonly bool _bindAgain;
    private readonly RunnerBuffers _buffers;
    private readonly Dictionary<long, BoundShape> _shapes = [];
    private long _runs;
    private bool _hasTypes;

    public BatchRunner(
        InferenceSession session, RunOptions runOptions, GraphSignature signature, Device device, RunnerLimits limits)
    {
        _session = session;
        _runOptions = runOptions;
        _signature = signature;
        _bindAgain = device.IsCuda;
        _buffers = new RunnerBuffers(limits.Tokens, limits.Rows, limits.Labels);
    }

    public int BoundShapes => _shapes.Count;

    /// <summary>Runs a batch.</summary>
    /// <returns>Row-major [rows x labels], in the plan's order; valid until the next run.</returns>
    public Span<float> Run(in Batch batch, BatchPlan plan, ReadOnlySpan<TokenSequence> sequences, ReadOnlySpan<int> ids, SpecialTokens special)
    {
        Fill(batch, plan, sequences, ids, special);
        FillTypes(batch, plan, sequences, special);
        BoundShape shape = Shape(batch.Rows, batch.Width);
        if (_bindAgain)
        {
            shape.BindInputs();
        }

        try
        {
            _session.RunWithBinding(_runOptions, shape.Binding);
        }
        catch (OnnxRuntimeException error)
        {
            throw new EmotionOnnxException(
                $"ONNX Runtime could not run the model on {batch.Rows} texts of up to {batch.Width} tokens. Where the model's config.json does not say how many "
                + $"tokens and positions it has (vocab_size, max_position_embeddings), the tokenizer may give it some that it has not. ONNX Runtime says: {error.Message}",
                error);
        }

        return _buffers.Logits.AsSpan(0, batch.Rows * _buffers.Labels);
    }

    public void Dispose()
    {
        foreach (BoundShape shape in _shapes.Values)
        {
            shape.Dispose();
        }

        _shapes.Clear();
    }

    private void Fill(in Batch batch, BatchPlan plan, ReadOnlySpan<TokenSequence> sequences, ReadOnlySpan<int> ids, SpecialTokens special)
    {
        for (int row = 0; row < batch.Rows; row++)
        {
            TokenSequence sequence = sequences[plan.SequenceAt(batch.First + row)];
            Span<long> target = _buffers.InputIds.AsSpan(row * batch.Width, batch.Width);
            Span<long> mask = _buffers.AttentionMask.AsSpan(row * batch.Width, batch.Width);
            int length = special.Count + sequence.Count;
            int start = special.PaddingSide == TokenSide.Left ? batch.Width - length : 0;
            int at = start + AddIds(special.Frame.Prefix, target[start..]);
            at += Widen(ids.Slice(sequence.Offset, sequence.Count), target[at..]);
            at += AddIds(special.Frame.Suffix, target[at..]);
            target[..start].Fill(special.Padding);
            target[at..].Fill(special.Padding);
            mask[..start].Clear();
            mask[start..at].Fill(1);
            mask[at..].Clear();
        }
    }

    // The type ids stay zero, as they are made, until somebody needs others.
    private void FillTypes(in Batch batch, BatchPlan plan, ReadOnlySpan<TokenSequence> sequences, SpecialTokens special)
    {
        TokenFrame frame = special.Frame;
        if (!_signature.HasTokenTypes || (!frame.HasTypes && !_hasTypes))
        {
            return;
        }

        _hasTypes = frame.HasTypes;
        if (!frame.HasTypes)
        {
            // All of it: a later batch may be wider than this one.
            _buffers.TokenTypeIds.AsSpan().Clear();
            return;
        }

        Span<long> types = _buffers.TokenTypeIds.AsSpan(0, batch.Rows * batch.Width);
        types.Clear();
        for (int row = 0; row < batch.Rows; row++)
        {
            TokenSequence sequence = sequences[plan.SequenceAt(batch.First + row)];
            Span<long> target = types.Slice(row * batch.Width, batch.Width);
            int at = special.PaddingSide == TokenSide.Left ? batch.Width - special.Count - sequence.Count : 0;
            at += AddTypes(frame.Prefix, target[at..]);
            target.Slice(at, sequence.FirstCount).Fill(frame.TypeId);
            at += sequence.FirstCount;
            if (frame.IsPair)
            {
                at += AddTypes(frame.Between, target[at..]);
                int rest = sequence.Count - sequence.FirstCount - frame.Between.Length;
                target.Slice(at, rest).Fill(frame.PairTypeId);
                at += rest;
            }

            AddTypes(frame.Suffix, target[at..]);
        }
    }

    private static int AddIds(ImmutableArray<FrameToken> source, Span<long> target)
    {
        for (int i = 0; i < source.Length; i++)
        {
            target[i] = source[i].Id;
        }

        return source.Length;
    }

    private static int AddTypes(ImmutableArray<FrameToken> source, Span<long> target)
    {
        for (int i = 0; i < source.Length; i++)
        {
            target[i] = source[i].TypeId;
        }

        return source.Length;
    }

    private static int Widen(ReadOnlySpan<int> source, Span<long> target)
    {
        for (int i = 0; i < source.Length; i++)
        {
            target[i] = source[i];
        }

        return source.Length;
    }

    private BoundShape Shape(int rows, int width)
    {
        long key = ((long)rows << 32) | (uint)width;
        if (!_shapes.TryGetValue(key, out BoundShape? shape))
        {
            if (_shapes.Count >= MaxBoundShapes)
            {
                DropOldest();
            }

            shape = new BoundShape(_session, _signature, _buffers, rows, width);
            _shapes.Add(key, shape);
        }

        shape.LastUse = ++_runs;
        return shape;
    }

    private void DropOldest()
    {
        long oldestKey = 0;
        BoundShape? oldest = null;
        foreach ((long key, BoundShape shape) in _shapes)
        {
            if (oldest is null || shape.LastUse < oldest.LastUse)
            {
                (oldestKey, oldest) = (key, shape);
            }
        }

        _shapes.Remove(oldestKey);
        oldest!.Dispose();
    }
}
