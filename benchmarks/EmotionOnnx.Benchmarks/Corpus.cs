using System.Diagnostics.CodeAnalysis;

namespace EmotionOnnx.Benchmarks;

/// <summary>The texts of a labelled file with a "text" column first: text, tab, labels.</summary>
internal static class Corpus
{
    /// <summary>The GoEmotions test split where EMOTIONONNX_DATA has it.</summary>
    public static string[] GoEmotionsTest() => Read(Path.Combine(Data(), "data", "goemotions", "test.tsv"));

    /// <summary>The folder that EMOTIONONNX_DATA names.</summary>
    public static string Data() => Environment.GetEnvironmentVariable("EMOTIONONNX_DATA") is { Length: > 0 } data ? data : Missing();

    public static string[] Read(string path) => [.. File.ReadLines(path).Skip(1).Select(line => line.Split('\t')[0])];

    [DoesNotReturn]
    private static string Missing() => throw new InvalidOperationException(
        "Set EMOTIONONNX_DATA to a folder that has data/goemotions/test.tsv (columns text and labels), or give the file as an argument.");
}
