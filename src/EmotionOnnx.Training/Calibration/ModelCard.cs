namespace EmotionOnnx.Training.Calibration;

/// <summary>A bundle's README.md, of which we write what stands between two comments.</summary>
internal sealed class ModelCard
{
    public const string Begin = "<!-- metrics:begin -->";
    public const string End = "<!-- metrics:end -->";
    public const string FileName = "README.md";

    private readonly string _path;
    private string _text;

    private ModelCard(string path, string text)
    {
        _path = path;
        _text = text;
    }

    /// <summary>Reads the card; null where there is none.</summary>
    /// <exception cref="BundleException">One of the comments is there without the other, twice, or they are in the wrong order.</exception>
    public static ModelCard? Read(string folder)
    {
        string path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
        {
            return null;
        }

        string text = File.ReadAllText(path);
        (int begin, int end) = (text.IndexOf(Begin, StringComparison.Ordinal), text.IndexOf(End, StringComparison.Ordinal));
        bool isWhole = begin < 0 ? end < 0 : begin < end
            && begin == text.LastIndexOf(Begin, StringComparison.Ordinal) && end == text.LastIndexOf(End, StringComparison.Ordinal);
        return isWhole
            ? new ModelCard(path, text)
            : throw new BundleException(path, $"'{Begin}' and, after it, '{End}' must each stand there once, or neither.");
    }

    public void SetMetrics(string markdown)
    {
        string block = $"{Begin}\n{markdown}{End}";
        int begin = _text.IndexOf(Begin, StringComparison.Ordinal);
        _text = begin >= 0
            ? string.Concat(_text.AsSpan(0, begin), block, _text.AsSpan(_text.IndexOf(End, StringComparison.Ordinal) + End.Length))
            : $"{_text.TrimEnd()}\n\n## Metrics\n{block}\n";
    }

    public void Write() => AtomicFile.Write(_path, _text);
}
