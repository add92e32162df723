namespace EmotionOnnx.Cli.Commands;

/// <summary>A path as it is written into a model card: where the data lies on one machine is nobody else's business.</summary>
internal static class PortablePath
{
    private const string Variable = "EMOTIONONNX_DATA";

    /// <summary>The path, its beginning replaced by $EMOTIONONNX_DATA where it lies in that folder.</summary>
    public static string Of(string path)
    {
        string? data = Environment.GetEnvironmentVariable(Variable);
        if (string.IsNullOrEmpty(data))
        {
            return path;
        }

        string relative = Path.GetRelativePath(data, path);
        return relative == path || relative.StartsWith("..", StringComparison.Ordinal) ? path : $"${Variable}/{relative.Replace('\\', '/')}";
    }
}
