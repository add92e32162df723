namespace EmotionOnnx;

/// <summary>A fine-tuned transformer that reads emotions (or any other labels) in text. Thread-safe; one serves a whole process.</summary>
public sealed class EmotionClassifier : ITextClassifier, IDisposable
{
    /// <inheritdoc/>
    public LabelSet Labels => throw new NotImplementedException();

    /// <summary>The model's folder as it was read.</summary>
    public ModelBundle Bundle => throw new NotImplementedException();

    /// <summary>Loads a model folder.</summary>
    /// <param name="path">The folder: model.onnx, config.json, a tokenizer, and emotion.json where there is one.</param>
    /// <param name="options">How it runs; null for the defaults.</param>
    public static EmotionClassifier Load(string path, EmotionClassifierOptions? options = null) => throw new NotImplementedException();

    /// <inheritdoc/>
    public void Score(ReadOnlySpan<string> texts, Span<float> scores, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <inheritdoc/>
    public EmotionResult Classify(string text, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <inheritdoc/>
    public IReadOnlyList<EmotionResult> Classify(IReadOnlyList<string> texts, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <inheritdoc/>
    public void Dispose() => throw new NotImplementedException();
}
