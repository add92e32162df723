namespace EmotionOnnx.Training;

/// <summary>Data on which no training should begin.</summary>
public sealed class DataCheckException : EmotionOnnxException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="report">What was found.</param>
    public DataCheckException(DataReport report)
        : base(string.Join(" ", (report ?? throw new ArgumentNullException(nameof(report))).Problems.Where(problem => problem.Stops).Select(problem => problem.Message))) =>
        Report = report;

    /// <summary>What was found.</summary>
    public DataReport Report { get; }
}
