using EmotionOnnx.Bundles;
using EmotionOnnx.Inference;
using Microsoft.ML.OnnxRuntime;

namespace EmotionOnnx;

/// <summary>
/// A fine-tuned transformer that reads emotions (or whatever labels it has) in texts. Thread-safe: one serves a whole process.
/// </summary>
public sealed partial class EmotionClassifier : ITextClassifier, IDisposable
{
    internal const int DefaultBatchTokens = 512;
    internal const int DefaultCudaBatchTokens = 16_384;

    private readonly InferencePipeline _pipeline;

    private EmotionClassifier(ModelBundle bundle, LabelSet labels, InferencePipeline pipeline)
    {
        Bundle = bundle;
        Labels = labels;
        _pipeline = pipeline;
    }

    /// <inheritdoc/>
    public LabelSet Labels { get; }

    /// <summary>The model's folder as it describes itself.</summary>
    public ModelBundle Bundle { get; }

    /// <summary>Loads a model folder: a bundle of ours, or a plain Hugging Face export with model.onnx.</summary>
    /// <param name="path">The folder: model.onnx, config.json, a tokenizer, and emotion.json where there is one.</param>
    /// <param name="options">How it runs; null for the defaults.</param>
    /// <returns>The classifier; the caller disposes of it.</returns>
    /// <exception cref="BundleException">A file is missing, altered, malformed, or does not fit the others.</exception>
    /// <exception cref="TokenizerException">The tokenizer's files are malformed, or have a component that this version does not know.</exception>
    /// <exception cref="DeviceNotAvailableException">The device that the options ask for can't be had.</exception>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public static EmotionClassifier Load(string path, EmotionClassifierOptions? options = null)
    {
        options ??= new EmotionClassifierOptions();
        OptionsValidator.Check(options);
        return Load(ModelBundle.Open(path), options);
    }

    /// <inheritdoc/>
    /// <exception cref="TextTooLongException">A text is too long, and the options refuse such texts.</exception>
    /// <exception cref="ObjectDisposedException">The classifier has been disposed of.</exception>
    public void Score(ReadOnlySpan<string> texts, Span<float> scores, CancellationToken cancellationToken = default)
    {
        CheckTexts(texts);
        CheckRoom(texts.Length, scores.Length, nameof(scores));
        _pipeline.Score(texts, scores, [], cancellationToken);
    }

    /// <inheritdoc/>
    /// <exception cref="TextTooLongException">The text is too long, and the options refuse such texts.</exception>
    /// <exception cref="ObjectDisposedException">The classifier has been disposed of.</exception>
    public EmotionResult Classify(string text, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(text);
        return ClassifyAll([text], cancellationToken)[0];
    }

    /// <inheritdoc/>
    /// <exception cref="TextTooLongException">A text is too long, and the options refuse such texts.</exception>
    /// <exception cref="ObjectDisposedException">The classifier has been disposed of.</exception>
    public IReadOnlyList<EmotionResult> Classify(IReadOnlyList<string> texts, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(texts);
        string[] array = texts as string[] ?? [.. texts];
        CheckTexts(array);
        return ClassifyAll(array, cancellationToken);
    }

    /// <summary>Frees the session's memory. Running calls end their current batch; later ones get an <see cref="ObjectDisposedException"/>.</summary>
    public void Dispose() => _pipeline.Dispose();

    private static EmotionClassifier Load(ModelBundle bundle, EmotionClassifierOptions options)
    {
        if (options.Tokenizer is Tokenizer own)
        {
            BundleTokenizer.Check(own, bundle);
        }

        // A command line's start is mostly this: the tokenizer's file is parsed beside the hashing and the session's making.
        Task<ITokenizer> tokenizer = options.Tokenizer is { } given
            ? Task.FromResult(given)
            : Task.Run<ITokenizer>(() => BundleTokenizer.Load(bundle));
        try
        {
            if (options.VerifyHashes && bundle.Verify() is [{ } problem, ..])
            {
                throw problem;
            }

            InferenceSession session = SessionFactory.Create(bundle.GraphPath, options.Device, intraOpThreads: 1);
            try
            {
                return Make(bundle, options, session, tokenizer.GetAwaiter().GetResult());
            }
            catch
            {
                session.Dispose();
                throw;
            }
        }
        catch
        {
            // Whatever the tokenizer met is not the error that the caller sees, but it must have ended, and it counts as seen.
            Task.WaitAny(tokenizer);
            _ = tokenizer.Exception;
            throw;
        }
    }

    private static EmotionClassifier Make(ModelBundle bundle, EmotionClassifierOptions options, InferenceSession session, ITokenizer tokenizer)
    {
        GraphSignature signature = GraphSignature.Read(session, bundle.GraphPath);
        if (signature.LabelCount != bundle.Labels.Count)
        {
            throw new BundleException(
                bundle.GraphPath,
                $"the graph gives {signature.LabelCount} logits, but {ModelConfig.FileName} names {bundle.Labels.Count} labels (id2label). They are not of one model.");
        }

        LabelSet labels = OptionsValidator.Labels(bundle.Labels, options);
        // As transformers has it: tokenizer_config.json goes before tokenizer.json.
        var own = tokenizer as Tokenizer;
        var settings = new InferenceSettings
        {
            PaddingSide = bundle.PaddingSide ?? own?.DeclaredPadding?.Side ?? TokenSide.Right,
            TruncationSide = bundle.TruncationSide ?? own?.DeclaredTruncation?.Side ?? TokenSide.Right,
            Device = options.Device,
            // One thread in a run and as many runs at once as there are threads: faster over a corpus than all threads in one run.
            Runners = options.Device.IsCuda ? 1 : options.Threads ?? ProcessorQuota.Threads,
            BatchTokens = options.BatchTokens ?? (options.Device.IsCuda ? DefaultCudaBatchTokens : DefaultBatchTokens),
            MaxTokens = OptionsValidator.MaxTokens(bundle, options),
            Labels = labels.Count,
            LongText = options.LongText,
            Scorer = new LogitScorer(labels.Activation, options.Temperature ?? bundle.Temperature),
        };
        return new EmotionClassifier(bundle, labels, new InferencePipeline(session, signature, tokenizer, settings));
    }

    private static void CheckTexts(ReadOnlySpan<string> texts)
    {
        for (int i = 0; i < texts.Length; i++)
        {
            if (texts[i] is null)
            {
                throw new ArgumentException($"Text {i} of {texts.Length} is null. Leave it out, or give an empty string.", nameof(texts));
            }
        }
    }

    private void CheckRoom(int texts, int room, string argument)
    {
        if (room < (long)texts * Labels.Count)
        {
            throw new ArgumentException($"{texts} texts with {Labels.Count} labels need room for {(long)texts * Labels.Count} scores, not {room}.", argument);
        }
    }

    private EmotionResult[] ClassifyAll(ReadOnlySpan<string> texts, CancellationToken cancellationToken)
    {
        float[] scores = new float[checked(texts.Length * Labels.Count)];
        bool[] truncated = new bool[texts.Length];
        _pipeline.Score(texts, scores, truncated, cancellationToken);
        return Results(scores, truncated);
    }

    private EmotionResult[] Results(float[] scores, bool[] truncated)
    {
        var results = new EmotionResult[truncated.Length];
        for (int i = 0; i < results.Length; i++)
        {
            results[i] = new EmotionResult(Labels, scores.AsSpan(i * Labels.Count, Labels.Count), truncated[i]);
        }

        return results;
    }
}
