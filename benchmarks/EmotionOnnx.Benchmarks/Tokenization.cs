using BenchmarkDotNet.Attributes;

namespace EmotionOnnx.Benchmarks;

/// <summary>GoEmotions' test split through each kind of tokenizer; a tenth of it for each measured call.</summary>
[MemoryDiagnoser]
public class Tokenization
{
    private const int Texts = 540;

    private readonly TokenBuffer _ids = new();
    private string[] _texts = [];
    private Tokenizer _tokenizer = null!;

    /// <summary>Where the tokenizer stands under EMOTIONONNX_DATA: WordPiece, byte-level BPE, Unigram.</summary>
    [Params("tokenizers/bert-base-uncased", "tokenizers/roberta-base", "hf-exports/xlm-roberta")]
    public string Folder { get; set; } = "";

    [GlobalSetup]
    public void Load()
    {
        _tokenizer = Tokenizer.Load(Path.Combine(Corpus.Data(), Folder));
        _texts = Corpus.GoEmotionsTest()[..Texts];
    }

    /// <summary>Ids only, as the classifier asks for them.</summary>
    [Benchmark(Baseline = true, OperationsPerInvoke = Texts)]
    public int Ids()
    {
        int count = 0;
        foreach (string text in _texts)
        {
            _ids.Clear();
            _tokenizer.Encode(text, _ids);
            count += _ids.Count;
        }

        return count;
    }

    /// <summary>Ids, masks, tokens, offsets, words.</summary>
    [Benchmark(OperationsPerInvoke = Texts)]
    public int Encode()
    {
        int count = 0;
        foreach (string text in _texts)
        {
            count += _tokenizer.Encode(text).Ids.Length;
        }

        return count;
    }

    /// <summary>The same for all texts at once.</summary>
    [Benchmark(OperationsPerInvoke = Texts)]
    public int EncodeBatch() => _tokenizer.EncodeBatch(_texts).Count;
}
