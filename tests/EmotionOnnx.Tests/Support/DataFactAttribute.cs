namespace EmotionOnnx.Tests.Support;

/// <summary>A test on what is not in the repository (docs/data.md): EMOTIONONNX_DATA names the folder with data/goemotions and so on.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class DataFactAttribute : FactAttribute
{
    public DataFactAttribute()
    {
        if (Root is null)
        {
            Skip = "EMOTIONONNX_DATA is not set (docs/data.md).";
        }
    }

    public static string? Root { get; } = Environment.GetEnvironmentVariable("EMOTIONONNX_DATA") is { Length: > 0 } root ? root : null;

    public static string Path(params string[] parts) => System.IO.Path.Combine([Root!, .. parts]);

    public static string File(params string[] parts) => Path(["data", .. parts]);
}
