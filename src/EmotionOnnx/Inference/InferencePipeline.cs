using Microsoft.ML.OnnxRuntime;

namespace EmotionOnnx.Inference;

/// <summary>Texts to rows of scores: tokenizer, splitter, plan, session, activation, pooling. Thread-safe. Owns the session.</summary>
internal sealed class InferencePipeline : IDisposable
{
    // A chunk is what is tokenized, sorted and run at a time: long enough that sorting pays, short enough that memory is bounded.
    private const int MaxChunkTexts = 16_384;
    private const int MaxChunkTokens = 1 << 20;

    // What all calls together may keep for the next ones; a text of ten megabytes does not stay in memory for ever.
    private const long MaxKeptBytes = 64 << 20;

    private readonly InferenceSession _session;
    private readonly RunOptions _runOptions = new() { LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL };
    private readonly RunnerPool _runners;
    private readonly WorkerPool _workers;
    private readonly ITokenizer _tokenizer;
    private readonly LongTextSplitter _splitter;
    private readonly LogitScorer _scorer;
    private readonly WindowPooling _pooling;
    private readonly InferenceSettings _settings;
    private readonly Stack<ScoringCall> _idleCalls = new();
    private readonly LongPairSplitter? _pairSplitter;
    private readonly SpecialTokens _specialTokens;
    private readonly SpecialTokens? _pairSpecialTokens;
    private readonly Lock _disposal = new();
    private long _idleBytes;
    private bool _disposed;

    public InferencePipeline(InferenceSession session, GraphSignature signature, ITokenizer tokenizer, InferenceSettings settings)
    {
        _session = session;
        _tokenizer = tokenizer;
        _settings = settings;
        _specialTokens = new SpecialTokens(tokenizer.Frame, tokenizer.PaddingId, settings.PaddingSide);
        _scorer = settings.Scorer;
        _splitter = new LongTextSplitter(settings.LongText, settings.MaxTokens, _specialTokens.Count, settings.TruncationSide);
        if (tokenizer.PairFrame is { } pairFrame)
        {
            _pairSpecialTokens = new SpecialTokens(pairFrame, tokenizer.PaddingId, settings.PaddingSide);
            _pairSplitter = new LongPairSplitter(settings.LongText, settings.MaxTokens, pairFrame.Count, settings.TruncationSide);
        }

        _pooling = settings.LongText is LongText.WindowsMode windows ? windows.Pooling : WindowPooling.Max;
        int tokens = Math.Max(settings.BatchTokens, settings.MaxTokens);
        int rows = tokens / Math.Max(1, Math.Min(_specialTokens.Count, _pairSpecialTokens?.Count ?? int.MaxValue));
        var limits = new RunnerLimits(tokens, Math.Max(1, rows), settings.Labels);
        _runners = new RunnerPool(settings.Runners, () => new BatchRunner(_session, _runOptions, signature, settings.Device, limits));
        _workers = new WorkerPool(settings.Runners - 1);
    }

    /// <summary>Scores texts.</summary>
    /// <param name="texts">The texts.</param>
    /// <param name="scores">Row-major [texts x labels].</param>
    /// <param name="truncated">One per text, or empty where the caller does not ask.</param>
    /// <param name="cancellationToken">Looked at between batches.</param>
    public void Score(ReadOnlySpan<string> texts, Span<float> scores, Span<bool> truncated, CancellationToken cancellationToken) =>
        Score(texts, new TextReader(_tokenizer, _splitter), _specialTokens, scores, truncated, cancellationToken);

    /// <summary>Scores pairs of texts.</summary>
    /// <param name="pairs">The pairs.</param>
    /// <param name="scores">Row-major [pairs x labels].</param>
    /// <param name="truncated">One per pair, or empty where the caller does not ask.</param>
    /// <param name="cancellationToken">Looked at between batches.</param>
    public void Score(ReadOnlySpan<TextPair> pairs, Span<float> scores, Span<bool> truncated, CancellationToken cancellationToken)
    {
        if (_pairSpecialTokens is null || _pairSplitter is null)
        {
            throw new EmotionOnnxException(
                $"The tokenizer {_tokenizer.GetType().Name} does not say what stands around and between the texts of a pair (ITokenizer.PairFrame is null), so pairs can't be classified.");
        }

        Score(pairs, new PairReader(_tokenizer, _pairSpecialTokens.Frame, _pairSplitter), _pairSpecialTokens, scores, truncated, cancellationToken);
    }

    /// <summary>Lets running batches end, then frees everything. A second caller waits until it is done.</summary>
    public void Dispose()
    {
        lock (_disposal)
        {
            if (_disposed)
            {
                return;
            }

            _disposed = true;
            _runners.Dispose();
            _workers.Dispose();
            _runOptions.Dispose();
            _session.Dispose();
        }
    }

    private void Score<TInput, TReader>(
        ReadOnlySpan<TInput> inputs, TReader reader, SpecialTokens specialTokens, Span<float> scores, Span<bool> truncated, CancellationToken cancellationToken)
        where TReader : struct, IInputReader<TInput>
    {
        int first = 0;
        while (first < inputs.Length)
        {
            cancellationToken.ThrowIfCancellationRequested();
            ScoringCall call = RentCall();
            try
            {
                while (first + call.Texts < inputs.Length && call.Texts < MaxChunkTexts && call.Tokens < MaxChunkTokens)
                {
                    int index = first + call.Texts;
                    reader.Read(inputs[index], index, call);
                }

                call.Run(_workers, specialTokens, _settings.BatchTokens, cancellationToken);
                for (int i = 0; i < call.Texts; i++)
                {
                    call.Read(i, _pooling, scores.Slice((first + i) * _settings.Labels, _settings.Labels));
                    if (!truncated.IsEmpty)
                    {
                        truncated[first + i] = call.IsTruncated(i);
                    }
                }

                first += call.Texts;
            }
            finally
            {
                ReturnCall(call);
            }
        }
    }

    private ScoringCall RentCall()
    {
        lock (_idleCalls)
        {
            if (_idleCalls.TryPop(out ScoringCall? call))
            {
                _idleBytes -= call.Footprint;
                return call;
            }
        }

        return new ScoringCall(_runners, _scorer, _settings.Labels);
    }

    private void ReturnCall(ScoringCall call)
    {
        call.Clear();
        lock (_idleCalls)
        {
            if (_idleBytes + call.Footprint <= MaxKeptBytes)
            {
                _idleBytes += call.Footprint;
                _idleCalls.Push(call);
            }
        }
    }

    // Structs, so that texts and pairs share the loop and neither pays for it.
    private interface IInputReader<in TInput>
    {
        void Read(TInput input, int index, ScoringCall call);
    }

    private readonly struct TextReader(ITokenizer tokenizer, LongTextSplitter splitter) : IInputReader<string>
    {
        public void Read(string input, int index, ScoringCall call) => call.Add(input, index, tokenizer, splitter);
    }

    private readonly struct PairReader(ITokenizer tokenizer, TokenFrame frame, LongPairSplitter splitter) : IInputReader<TextPair>
    {
        public void Read(TextPair input, int index, ScoringCall call) => call.AddPair(input, index, tokenizer, frame, splitter);
    }
}
