using System.Text;
using EmotionOnnx.Tests.Support;

namespace EmotionOnnx.Cli.Tests.Support;

/// <summary>A folder with the files of one batch, and the model that scores them.</summary>
internal sealed class BatchFiles : IDisposable
{
    private static readonly UTF8Encoding Utf8 = new(false);
    private readonly TemporaryFolder _folder = new();

    public GroupedBundle Bundle { get; } = new();

    public string Folder => _folder.Path;

    public string this[string name] => _folder[name];

    /// <summary>The names of all files there.</summary>
    public string[] Names => [.. Directory.GetFiles(_folder.Path).Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal)];

    public string Write(string name, string content)
    {
        File.WriteAllText(_folder[name], content, Utf8);
        return _folder[name];
    }

    public string Read(string name) => File.ReadAllText(_folder[name], Utf8);

    public string[] Lines(string name) => Read(name).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Runs <c>emotion batch IN -o OUT</c> with more arguments.</summary>
    public CommandResult Batch(string input, string output, params string[] args) =>
        Emotion.Run(["batch", _folder[input], "-o", _folder[output], "--model", Bundle.Path, .. args]);

    public void Dispose()
    {
        Bundle.Dispose();
        _folder.Dispose();
    }
}
