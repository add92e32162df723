namespace EmotionOnnx.Tokenization.Models;

/// <summary>One thread's working memory for BPE models: the word at hand, and a cache for each of the models used last.</summary>
internal sealed class BpeScratch
{
    // A thread that goes between more models than this keeps filling caches anew: the results stay the same.
    private const int MostModels = 4;

    private readonly object?[] _keys = new object?[MostModels];
    private readonly BpeCache?[] _caches = new BpeCache?[MostModels];
    private int _oldest;

    internal BpeWord Word { get; } = new();

    /// <summary>Room for a character between prefix and suffix.</summary>
    internal char[] Symbol { get; set; } = [];

    /// <summary>The cache of a model.</summary>
    /// <param name="key">What stands for the model; not the model, whose memory the cache must not hold on to.</param>
    internal BpeCache CacheOf(object key)
    {
        for (int i = 0; i < MostModels; i++)
        {
            if (ReferenceEquals(_keys[i], key))
            {
                return _caches[i]!;
            }
        }

        int place = _oldest;
        _oldest = (_oldest + 1) % MostModels;
        _keys[place] = key;
        return _caches[place] = new BpeCache();
    }
}
