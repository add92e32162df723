namespace EmotionOnnx;

/// <summary>
/// Anything that gives every label of a fixed set a score for a text. Transformers and baselines answer alike,
/// so that evaluation, the command line and a server take either.
/// </summary>
/// <remarks>Implementations are thread-safe.</remarks>
public interface ITextClassifier
{
    /// <summary>The labels in the order of the score columns, with what turns scores into a decision.</summary>
    LabelSet Labels { get; }

    /// <summary>Writes the score of every label for every text.</summary>
    /// <param name="texts">The texts; none may be null.</param>
    /// <param name="scores">
    /// Row-major [texts x labels], at least <c>texts.Length * Labels.Count</c> long. Probabilities from 0 to 1,
    /// or the model's raw outputs where <see cref="LabelSet.Activation"/> is <see cref="Activation.None"/>.
    /// </param>
    /// <param name="cancellationToken">Looked at between batches.</param>
    /// <exception cref="ArgumentException">A text is null (its index is named), or <paramref name="scores"/> is too short.</exception>
    /// <exception cref="OperationCanceledException">The call was cancelled; what <paramref name="scores"/> holds is undefined.</exception>
    void Score(ReadOnlySpan<string> texts, Span<float> scores, CancellationToken cancellationToken = default);

    /// <summary>Classifies one text.</summary>
    /// <param name="text">The text; it may be empty.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    EmotionResult Classify(string text, CancellationToken cancellationToken = default);

    /// <summary>Classifies many texts in batches and answers in the caller's order.</summary>
    /// <param name="texts">The texts; none may be null.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    IReadOnlyList<EmotionResult> Classify(IReadOnlyList<string> texts, CancellationToken cancellationToken = default);
}
