using EmotionOnnx.Tokenization.Models;
using EmotionOnnx.Tokenization.Normalizers;
using EmotionOnnx.Tokenization.Patterns;
using EmotionOnnx.Tokenization.SentencePiece;

namespace EmotionOnnx.Tokenization;

/// <summary>One thread's working memory, kept from text to text, so that tokenizers themselves hold nothing that changes.</summary>
internal sealed class Scratch
{
    // A thread that once saw a very long text does not hold on to the memory for it.
    private const int MostCharsKept = 1 << 20;

    [ThreadStatic]
    private static Scratch? _current;

    internal NormalizedText Text { get; } = new();

    internal MarkSorter Marks { get; } = new();

    internal Composer Composer { get; } = new();

    internal PatternMemory Pattern { get; } = new();

    internal SplitList Splits { get; } = new();

    internal TokenSink Sink { get; } = new();

    internal UnigramLattice Unigram { get; } = new();

    internal SymbolList Symbols { get; } = new();

    internal BpeScratch Bpe { get; } = new();

    /// <summary>The caller's text where it had to be mended.</summary>
    internal char[] Mended { get; set; } = [];

    /// <summary>Takes this thread's working memory; <see cref="Return"/> gives it back.</summary>
    internal static Scratch Rent()
    {
        Scratch scratch = _current ?? new Scratch();
        // Taken out while in use: an exception on the way leaves no half-used memory behind.
        _current = null;
        return scratch;
    }

    internal static void Return(Scratch scratch, int textLength)
    {
        if (textLength <= MostCharsKept)
        {
            _current = scratch;
        }
    }
}
