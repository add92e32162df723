namespace EmotionOnnx.Tests.Support;

/// <summary>A test with rows on what is not in the repository; see <see cref="DataFactAttribute"/>.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class DataTheoryAttribute : TheoryAttribute
{
    public DataTheoryAttribute() => Skip = DataFactAttribute.Root is null ? "EMOTIONONNX_DATA is not set (docs/data.md)." : null;
}
