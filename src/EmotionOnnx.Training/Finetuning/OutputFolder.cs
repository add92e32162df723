namespace EmotionOnnx.Training.Finetuning;

/// <summary>The bundle's place: empty until the bundle is whole.</summary>
internal static class OutputFolder
{
    /// <exception cref="FinetuneException">Something is there that is not to be replaced.</exception>
    public static void Check(string output, bool overwrite)
    {
        if (File.Exists(output))
        {
            throw new FinetuneException($"{output} is a file; the output is a folder.");
        }

        if (!Directory.Exists(output) || !Directory.EnumerateFileSystemEntries(output).Any())
        {
            return;
        }

        if (!overwrite)
        {
            throw new FinetuneException($"{output} is there already. Choose another output, or let it be replaced (--overwrite).");
        }

        // Somebody's home folder is not to be lost to a slip.
        if (!File.Exists(Path.Combine(output, "model.onnx")))
        {
            throw new FinetuneException($"{output} is there already and is no model (it has no model.onnx): it is not replaced. Choose another output.");
        }
    }

    /// <summary>Moves the bundle to its place in one step; what was there goes first, and comes back if that fails.</summary>
    public static void Place(string bundle, string output, string replaced, bool overwrite)
    {
        Check(output, overwrite);
        Directory.CreateDirectory(Path.GetDirectoryName(output)!);
        bool isThere = Directory.Exists(output);
        if (isThere)
        {
            WorkFolder.Empty(replaced);
            Directory.Delete(replaced);
            Directory.Move(output, replaced);
        }

        try
        {
            Directory.Move(bundle, output);
        }
        catch
        {
            if (isThere)
            {
                Directory.Move(replaced, output);
            }

            throw;
        }

        if (isThere)
        {
            Directory.Delete(replaced, recursive: true);
        }
    }
}
