namespace EmotionOnnx.Cli.Output;

/// <summary>A probability as a bar of block characters, to an eighth of a cell.</summary>
internal static class ScoreBar
{
    private const string Eighths = " ▏▎▍▌▋▊▉█";

    /// <summary>The bar, always <paramref name="width"/> cells long.</summary>
    /// <param name="score">From 0 to 1; what lies outside is drawn as the nearer end.</param>
    /// <param name="width">The cells of a full bar.</param>
    public static string Of(float score, int width)
    {
        float bounded = float.IsNaN(score) ? 0f : Math.Clamp(score, 0f, 1f);
        int eighths = (int)MathF.Round(bounded * width * 8);
        return string.Create(width, eighths, static (cells, eighths) =>
        {
            for (int i = 0; i < cells.Length; i++)
            {
                cells[i] = Eighths[Math.Clamp(eighths - (i * 8), 0, 8)];
            }
        });
    }
}
