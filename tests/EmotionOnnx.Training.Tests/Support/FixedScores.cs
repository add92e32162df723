namespace EmotionOnnx.Training.Tests.Support;

/// <summary>A classifier whose text is its scores, "0.9 0.1": what is measured is then known by hand.</summary>
internal sealed class FixedScores(LabelSet labels) : ITextClassifier
{
    public LabelSet Labels => labels;

    public int Calls { get; private set; }

    public void Score(ReadOnlySpan<string> texts, Span<float> scores, CancellationToken cancellationToken = default)
    {
        Calls++;
        for (int row = 0; row < texts.Length; row++)
        {
            string[] numbers = texts[row].Split(' ');
            for (int column = 0; column < labels.Count; column++)
            {
                scores[(row * labels.Count) + column] = float.Parse(numbers[column], System.Globalization.CultureInfo.InvariantCulture);
            }
        }
    }

    public EmotionResult Classify(string text, CancellationToken cancellationToken = default) => Classify([text], cancellationToken)[0];

    public IReadOnlyList<EmotionResult> Classify(IReadOnlyList<string> texts, CancellationToken cancellationToken = default)
    {
        float[] scores = new float[texts.Count * labels.Count];
        Score(texts.ToArray(), scores, cancellationToken);
        return [.. texts.Select((_, row) => new EmotionResult(labels, scores.AsSpan(row * labels.Count, labels.Count)))];
    }
}
