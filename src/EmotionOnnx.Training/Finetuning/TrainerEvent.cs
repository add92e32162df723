namespace EmotionOnnx.Training.Finetuning;

/// <summary>A line that a trainer writes to standard output.</summary>
internal abstract record TrainerEvent
{
    internal sealed record Started(int Steps, string Device, string Precision, int ResumedFrom) : TrainerEvent;

    internal sealed record Stepped(int Number, int Steps, int Epoch, double Loss, double? TextsPerSecond, double? Seconds) : TrainerEvent;

    internal sealed record EpochEnded(int Number, int Epochs, IReadOnlyDictionary<string, double> Metrics, bool IsBest, double? Seconds) : TrainerEvent;

    internal sealed record Exported(string File) : TrainerEvent;

    internal sealed record Done(string Float32, string? Int8, string? DevLogits, string? TestLogits) : TrainerEvent;
}
