namespace EmotionOnnx.Tests.Support;

/// <summary>The checkout that the tests were built in.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    public static string Path(params string[] parts) => System.IO.Path.Combine([Root, .. parts]);

    private static string Find()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "EmotionOnnx.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException($"No EmotionOnnx.sln above {AppContext.BaseDirectory}: the tests run from the checkout that built them.");
    }
}
