namespace EmotionOnnx;

/// <summary>A tokenizer as Hugging Face describes it in tokenizer.json, or a BERT vocab.txt.</summary>
public sealed class Tokenizer : ITokenizer
{
    /// <inheritdoc/>
    public int PaddingId => throw new NotImplementedException();

    /// <inheritdoc/>
    public ReadOnlySpan<int> Prefix => throw new NotImplementedException();

    /// <inheritdoc/>
    public ReadOnlySpan<int> Suffix => throw new NotImplementedException();

    /// <summary>One more than the highest id.</summary>
    public int VocabularySize => throw new NotImplementedException();

    /// <summary>Loads a tokenizer.json, a vocab.txt, or a folder that holds one.</summary>
    /// <param name="path">The file or folder.</param>
    public static Tokenizer Load(string path) => throw new NotImplementedException();

    /// <inheritdoc/>
    public void Encode(ReadOnlySpan<char> text, TokenBuffer ids, int limit = int.MaxValue) => throw new NotImplementedException();
}
