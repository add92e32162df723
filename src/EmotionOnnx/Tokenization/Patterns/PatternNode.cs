namespace EmotionOnnx.Tokenization.Patterns;

/// <summary>A part of a parsed pattern.</summary>
internal abstract record PatternNode
{
    /// <summary>Matches the empty string.</summary>
    internal static readonly PatternNode Nothing = new Sequence([]);

    /// <summary>What the match of this may begin with; null if it may be empty.</summary>
    internal abstract CodePointSet? First { get; }

    /// <summary>One code point of a set.</summary>
    internal sealed record One(CodePointSet Set) : PatternNode
    {
        internal override CodePointSet? First => Set;
    }

    internal sealed record Sequence(IReadOnlyList<PatternNode> Items) : PatternNode
    {
        // An item that may be empty adds its own beginning, which is not known here: then nothing is.
        internal override CodePointSet? First { get; } = FirstOf(Items);

        private static CodePointSet? FirstOf(IReadOnlyList<PatternNode> items)
        {
            CodePointSet set = CodePointSet.Empty;
            foreach (PatternNode item in items)
            {
                if (item.First is { } first)
                {
                    return set.Union(first);
                }

                if (item is Repeat { Min: 0 } repeat && repeat.Item.First is { } optional)
                {
                    set = set.Union(optional);
                }
                else if (item is not (Look or Anchor))
                {
                    return null;
                }
            }

            return null;
        }
    }

    internal sealed record Choice(IReadOnlyList<PatternNode> Items) : PatternNode
    {
        internal override CodePointSet? First { get; } = Items.Any(item => item.First is null)
            ? null
            : CodePointSet.Of(Items.SelectMany(item => item.First!.Ranges.ToArray()));
    }

    internal sealed record Repeat(PatternNode Item, int Min, int Max, RepeatMode Mode) : PatternNode
    {
        internal const int Endless = int.MaxValue;

        internal override CodePointSet? First => Min == 0 ? null : Item.First;
    }

    /// <summary>A look ahead or behind, which takes nothing.</summary>
    internal sealed record Look(PatternNode Item, bool Behind, bool Negative) : PatternNode
    {
        internal override CodePointSet? First => null;
    }

    /// <summary>The first match of the item, never given back.</summary>
    internal sealed record Atomic(PatternNode Item) : PatternNode
    {
        internal override CodePointSet? First => Item.First;
    }

    internal sealed record Anchor(AnchorKind Kind) : PatternNode
    {
        internal override CodePointSet? First => null;
    }
}
