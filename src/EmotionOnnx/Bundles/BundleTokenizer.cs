namespace EmotionOnnx.Bundles;

/// <summary>The tokenizer of a bundle, checked against its graph's vocabulary.</summary>
internal static class BundleTokenizer
{
    /// <exception cref="TokenizerException">The tokenizer's files are malformed or missing.</exception>
    /// <exception cref="BundleException">The tokenizer has ids that the model has no embedding for.</exception>
    public static Tokenizer Load(ModelBundle bundle)
    {
        Tokenizer tokenizer = Tokenizer.Load(bundle.Path);
        Check(tokenizer, bundle);
        return tokenizer;
    }

    /// <exception cref="BundleException">The tokenizer has ids that the model has no embedding for.</exception>
    public static void Check(Tokenizer tokenizer, ModelBundle bundle)
    {
        if (bundle.VocabularySize is { } rows && tokenizer.VocabularySize > rows)
        {
            throw new BundleException(
                bundle.Path,
                $"the tokenizer has {tokenizer.VocabularySize} tokens, but the model embeds {rows} ({ModelConfig.FileName}: vocab_size). They are not of one model, or tokens were added and the embeddings not resized.");
        }
    }
}
