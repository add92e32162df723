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
    private readonly SpecialTokens _specialTokens;
    private readonly Lock _disposal = new();
    private long _idleBytes;
    private bool _disposed;

    public InferencePipeline(InferenceSession session, GraphSignature signature, ITokenizer tokenizer, InferenceSettings settings)
    {
        _session = session;
        _tokenizer = tokenizer;
        _settings = settings;
        _specialTokens = SpecialTokens.Of(tokenizer);
        _scorer = settings.Scorer;
        _splitter = new LongTextSplitter(settings.LongText, settings.MaxTokens, _specialTokens.Count);
        _pooling = settings.LongText is LongText.WindowsMode windows ? windows.Pooling : WindowPooling.Max;
        int tokens = Math.Max(settings.BatchTokens, settings.MaxTokens);
        int rows = Math.Max(1, tokens / Math.Max(1, _specialTokens.Count));
        var limits = new RunnerLimits(tokens, rows, settings.Labels);
        _runners = new RunnerPool(settings.Runners, () => new BatchRunner(_session, _runOptions, signature, _specialTokens, settings.Device, limits));
        _workers = new WorkerPool(settings.Runners - 1);
    }

    /// <summary>Scores texts.</summary>
    /// <param name="texts">The texts.</param>
    /// <param name="scores">Row-major [texts x labels].</param>
    /// <param name="truncated">One per text, or empty where the caller does not ask.</param>
    /// <param name="cancellationToken">Looked at between batches.</param>
    public void Score(ReadOnlySpan<string> texts, Span<float> scores, Span<bool> truncated, CancellationToken cancellationToken)
    {
        int first = 0;
        while (first < texts.Length)
        {
            cancellationToken.ThrowIfCancellationRequested();
            ScoringCall call = RentCall();
            try
            {
                while (first + call.Texts < texts.Length && call.Texts < MaxChunkTexts && call.Tokens < MaxChunkTokens)
                {
                    int index = first + call.Texts;
                    call.Add(texts[index], index, _tokenizer, _splitter);
                }

                call.Run(_workers, _specialTokens.Count, _settings.BatchTokens, cancellationToken);
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
}
