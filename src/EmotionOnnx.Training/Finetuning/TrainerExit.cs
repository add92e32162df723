using System.Globalization;

namespace EmotionOnnx.Training.Finetuning;

/// <summary>What an exit code says.</summary>
internal static class TrainerExit
{
    /// <summary>The contract's own: stopped, to be resumed.</summary>
    public const int Stopped = 130;

    // A process that is ended by a signal gets 128 and its number; what is beyond the last of them is a code of the trainer's own.
    private const int NoSignal = 128;
    private const int LastSignal = 31;
    private const int KilledBySystem = NoSignal + 9;

    /// <summary>What became of a trainer that failed, as the rest of a sentence about it.</summary>
    public static string Explain(int code) => code switch
    {
        Stopped => "was stopped from outside (exit code 130).",
        KilledBySystem when !OperatingSystem.IsWindows() => "was ended by signal 9. The system does that where memory runs out; smaller batches need less.",
        > NoSignal and <= NoSignal + LastSignal when !OperatingSystem.IsWindows() => string.Create(CultureInfo.InvariantCulture, $"was ended by signal {code - NoSignal}."),
        _ => string.Create(CultureInfo.InvariantCulture, $"failed (exit code {code})."),
    };
}
