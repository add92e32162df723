namespace EmotionOnnx.Tests.Support;

/// <summary>Files that the tests bring along.</summary>
internal static class Fixture
{
    public static string Path(params string[] parts) => System.IO.Path.Combine([AppContext.BaseDirectory, "Fixtures", .. parts]);

    public static string Graph(string name) => Path("graphs", name);
}
