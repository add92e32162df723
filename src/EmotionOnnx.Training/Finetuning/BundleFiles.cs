using EmotionOnnx.Training.Calibration;

namespace EmotionOnnx.Training.Finetuning;

/// <summary>What the caller wants in the bundle besides the model, looked at before hours of training and not after.</summary>
internal static class BundleFiles
{
    // A file of the caller's in the place of one of these would ship another model than the one that was measured.
    private static readonly HashSet<string> Own = new(["model.onnx", "config.json", "emotion.json", .. TokenizerFolder.Names], StringComparer.OrdinalIgnoreCase);

    /// <exception cref="BundleException">A model card's place for the figures has no beginning or no end.</exception>
    /// <exception cref="FinetuneException">A file is not there or bears a name of the model's own, or a grouping does not fit the labels.</exception>
    public static void Check(FinetuneOptions options, IReadOnlyList<string> labels)
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (string file in options.Files)
        {
            string name = Path.GetFileName(file);
            string? fault = !File.Exists(file) ? "there is no such file, and the bundle is to have it"
                : Own.Contains(name) ? "a file of this name the bundle has already: it is made by the training"
                : !names.Add(name) ? "two files of this name are to be in the bundle"
                : null;
            if (fault is not null)
            {
                throw new FinetuneException($"{file}: {fault} (files).");
            }

            if (name == ModelCard.FileName)
            {
                _ = ModelCard.Read(Path.GetDirectoryName(Path.GetFullPath(file))!);
            }
        }

        foreach ((string grouping, IReadOnlyDictionary<string, string> groups) in options.Groups)
        {
            string? wrong = groups.Keys.FirstOrDefault(label => !labels.Contains(label, StringComparer.Ordinal)) is { } unknown ? $"has '{unknown}', which is no label"
                : labels.FirstOrDefault(label => !groups.ContainsKey(label)) is { } missing ? $"lacks the label '{missing}'"
                : groups.FirstOrDefault(group => string.IsNullOrEmpty(group.Value)) is { Key: { } empty } ? $"names no group for '{empty}'"
                : null;
            if (wrong is not null)
            {
                throw new FinetuneException($"the grouping '{grouping}' {wrong} (groups); the labels are {string.Join(", ", labels)}.");
            }
        }
    }
}
