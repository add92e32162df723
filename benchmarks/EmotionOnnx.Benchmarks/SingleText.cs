using BenchmarkDotNet.Attributes;

namespace EmotionOnnx.Benchmarks;

/// <summary>The latency of one text, by length.</summary>
[MemoryDiagnoser]
public class SingleText
{
    private readonly float[] _scores = new float[64];
    private readonly string[] _texts = new string[1];
    private EmotionClassifier _classifier = null!;

    /// <summary>How many words the text has.</summary>
    [Params(8, 32, 96)]
    public int Words { get; set; }

    [GlobalSetup]
    public void Load()
    {
        _classifier = EmotionClassifier.LoadEnglish();
        string[] words = "I can not believe you did all this for me , thank you so much my friend".Split(' ');
        _texts[0] = string.Join(' ', Enumerable.Range(0, Words).Select(i => words[i % words.Length]));
    }

    [GlobalCleanup]
    public void Free() => _classifier.Dispose();

    [Benchmark(Baseline = true)]
    public float Score()
    {
        _classifier.Score(_texts, _scores);
        return _scores[0];
    }

    [Benchmark]
    public string Classify() => _classifier.Classify(_texts[0]).Top.Label;
}
