using EmotionOnnx.Training.Calibration;

namespace EmotionOnnx.Training;

/// <summary>Makes the hashes of a model folder right again after its files were edited, a model card by hand, say.</summary>
public static class BundleSealer
{
    /// <summary>Writes the size and sha256 of every file of a folder to its emotion.json, and nothing else.</summary>
    /// <remarks>
    /// The model is loaded first, so that a file cut short is not sealed with the rest. emotion.json is replaced as a whole or not at
    /// all, and left alone where it is right already.
    /// </remarks>
    /// <param name="bundlePath">The model folder.</param>
    /// <returns>What was not as emotion.json said.</returns>
    /// <exception cref="BundleException">The folder is no bundle or has no emotion.json, or a file can't be read or written; nothing has changed then.</exception>
    /// <exception cref="TokenizerException">The tokenizer's files are malformed or missing; nothing has changed then.</exception>
    public static SealReport Seal(string bundlePath)
    {
        var bundle = ModelBundle.Open(bundlePath);
        if (!bundle.HasManifest)
        {
            throw new BundleException(bundle.Path, "there is no emotion.json to write hashes to. `emotion model calibrate` writes one.");
        }

        EmotionClassifier.Load(bundle.Path, new EmotionClassifierOptions { VerifyHashes = false }).Dispose();
        var manifest = ManifestFile.Read(bundle.Path, bundle.Name);
        manifest.SetFiles();
        var report = SealReport.Between(bundle.Files, manifest.Files);
        if (!report.IsEmpty)
        {
            manifest.Write(() => Check(bundle.Path));
        }

        return report;
    }

    // A file may have a name that emotion.json can't list, or be written to just now.
    private static void Check(string folder)
    {
        if (ModelBundle.Open(folder).Verify() is [{ } problem, ..])
        {
            throw problem;
        }
    }
}
