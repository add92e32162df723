namespace EmotionOnnx.Tokenization.Patterns;

/// <summary>How many code points a match may have; looking behind needs to know.</summary>
internal static class PatternLength
{
    // As far as a look behind goes.
    private const int MostBehind = 1000;

    internal static int Least(PatternNode node) => node switch
    {
        PatternNode.One => 1,
        PatternNode.Sequence sequence => Bounded(sequence.Items.Sum(item => (long)Least(item))),
        PatternNode.Choice choice => choice.Items.Min(Least),
        PatternNode.Repeat repeat => Bounded((long)repeat.Min * Least(repeat.Item)),
        PatternNode.Atomic atomic => Least(atomic.Item),
        _ => 0,
    };

    internal static int Most(PatternNode node) => node switch
    {
        PatternNode.One => 1,
        PatternNode.Sequence sequence => Bounded(sequence.Items.Sum(item => (long)Most(item))),
        PatternNode.Choice choice => choice.Items.Max(Most),
        PatternNode.Repeat repeat => Bounded((long)repeat.Max * Most(repeat.Item)),
        PatternNode.Atomic atomic => Most(atomic.Item),
        _ => 0,
    };

    private static int Bounded(long length) => length <= MostBehind
        ? (int)length
        : throw new PatternSyntaxException($"a look behind goes further back than {MostBehind} characters; that is not supported");
}
