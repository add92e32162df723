namespace EmotionOnnx.Training.Finetuning;

/// <summary>Calls back at once, on the caller's thread; <see cref="Progress{T}"/> calls back on another, out of order.</summary>
internal sealed class Forward<T>(Action<T> report) : IProgress<T>
{
    public void Report(T value) => report(value);
}
