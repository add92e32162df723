namespace EmotionOnnx.Cli.Batch;

/// <summary>Shows how far a batch is.</summary>
internal interface IBatchProgress
{
    /// <summary>A chunk is done.</summary>
    /// <param name="rows">Rows done in this run.</param>
    /// <param name="fraction">The part of the input that is done, 0 to 1; null where it can't be told.</param>
    void Report(long rows, double? fraction);

    /// <summary>Says something on standard error without spoiling the bar.</summary>
    void Say(string line);
}
