namespace EmotionOnnx.Tokenization.PreTokenizers;

/// <summary>Cuts a normalized text into the pieces that the model sees one by one. Immutable.</summary>
internal abstract class PreTokenizer
{
    /// <summary>Where a text may be cut and handed over in parts, with the same result.</summary>
    internal abstract TextCuts Cuts { get; }

    /// <summary>Whether it must know where in the caller's string a piece starts.</summary>
    internal virtual bool NeedsPlaces => false;

    /// <summary>Whether it changes the text too.</summary>
    protected virtual bool Rewrites => false;

    /// <summary>Replaces the pieces by finer ones. Added tokens stay as they are.</summary>
    internal virtual void Apply(NormalizedText text, SplitList splits, Scratch scratch)
    {
        splits.BeginRewrite();
        if (Rewrites)
        {
            text.BeginRewrite();
        }

        foreach (Piece piece in splits.Items)
        {
            if (!piece.IsToken)
            {
                Split(text, piece.Start, piece.End, splits, scratch);
            }
            else if (!Rewrites)
            {
                splits.Add(piece);
            }
            else
            {
                int start = text.NewLength;
                text.CopyRun(piece.Start, piece.End - piece.Start);
                splits.Add(piece with { Start = start, End = text.NewLength });
            }
        }

        if (Rewrites)
        {
            text.EndRewrite();
        }

        splits.EndRewrite();
    }

    /// <summary>
    /// Adds the pieces of a piece, none of them empty. Where it <see cref="Rewrites"/>, it appends to the new text and adds ranges of
    /// that one.
    /// </summary>
    protected abstract void Split(NormalizedText text, int start, int end, SplitList splits, Scratch scratch);
}
