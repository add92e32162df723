namespace EmotionOnnx.Inference;

/// <summary>Work that several threads can do together, item by item.</summary>
internal interface ISharedWork
{
    /// <summary>How many threads at most have something to do.</summary>
    int MaxWorkers { get; }

    /// <summary>Takes items until none is left. Called by several threads at once; it does not throw.</summary>
    void Work();
}
