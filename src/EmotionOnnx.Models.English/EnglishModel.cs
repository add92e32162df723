namespace EmotionOnnx;

/// <summary>The English emotion model that comes with this package: the 28 labels of GoEmotions.</summary>
public static class EnglishModel
{
    private const string RelativePath = "models/emotion-en";

    /// <summary>The model's folder, beside the app.</summary>
    /// <exception cref="BundleException">It is not there; the message says where it was looked for.</exception>
    public static string Path => Find(AppContext.BaseDirectory, AssemblyDirectory());

    /// <summary>Loads the model.</summary>
    /// <param name="options">How it runs; null for the defaults.</param>
    /// <returns>The classifier; the caller disposes of it.</returns>
    /// <exception cref="BundleException">A file is missing or altered.</exception>
    /// <exception cref="DeviceNotAvailableException">The device that the options ask for can't be had.</exception>
    public static EmotionClassifier Load(EmotionClassifierOptions? options = null) => EmotionClassifier.Load(Path, options);

    // Test runners and hosts may start from a folder of their own, so the assembly's folder counts too. Never the current directory.
    internal static string Find(params ReadOnlySpan<string?> roots)
    {
        var looked = new List<string>();
        foreach (string? root in roots)
        {
            if (string.IsNullOrEmpty(root))
            {
                continue;
            }

            string folder = System.IO.Path.GetFullPath(System.IO.Path.Combine(root, RelativePath));
            if (File.Exists(System.IO.Path.Combine(folder, "config.json")))
            {
                return folder;
            }

            if (!looked.Contains(folder))
            {
                looked.Add(folder);
            }
        }

        throw new BundleException(
            looked[0],
            $"the English model is not there (looked in {string.Join(" and ", looked)}). "
            + "The package EmotionOnnx.Models.English copies it beside the app on build and publish: reference it from the app's own project, "
            + "or give EmotionClassifier.Load the folder.");
    }

    [System.Diagnostics.CodeAnalysis.UnconditionalSuppressMessage(
        "SingleFile", "IL3000", Justification = "In a single file it is empty, and the app's folder has been looked at first.")]
    private static string? AssemblyDirectory() => System.IO.Path.GetDirectoryName(typeof(EnglishModel).Assembly.Location);
}
