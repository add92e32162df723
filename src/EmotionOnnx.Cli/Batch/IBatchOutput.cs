namespace EmotionOnnx.Cli.Batch;

/// <summary>Where a batch's bytes go, chunk by chunk.</summary>
internal interface IBatchOutput : IDisposable
{
    /// <summary>How far the run has come; where an earlier run is continued, how far that one came.</summary>
    Journal Done { get; }

    /// <summary>Takes a chunk's bytes, whole lines, and how far the run has come with them.</summary>
    void Commit(Journal done, ReadOnlySpan<byte> rows, ReadOnlySpan<byte> errors);

    /// <summary>Everything is written: the output gets its name.</summary>
    void Complete();

    /// <summary>The run ends early; nothing is committed after.</summary>
    /// <returns>Whether <c>--resume</c> can go on from here.</returns>
    bool Stop();
}
