namespace EmotionOnnx.Training.Calibration;

/// <summary>Replaces a file as a whole or not at all.</summary>
internal static class AtomicFile
{
    /// <exception cref="BundleException">The file can't be written; what was there is still there.</exception>
    public static void Write(string path, string text)
    {
        using StagedFile file = StagedFile.Write(path, text);
        file.Commit();
    }
}
