namespace EmotionOnnx.Training.Tests.Support;

/// <summary>A test on the corpora, which are not in the repository: EMOTIONONNX_DATA names the folder with data/goemotions and so on.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class DataFactAttribute : FactAttribute
{
    public DataFactAttribute()
    {
        if (Root is null)
        {
            Skip = "EMOTIONONNX_DATA is not set.";
        }
    }

    public static string? Root { get; } = Environment.GetEnvironmentVariable("EMOTIONONNX_DATA") is { Length: > 0 } root ? root : null;

    public static string File(params string[] parts) => Path.Combine([Root!, "data", .. parts]);
}
