namespace EmotionOnnx.Tokenization.Unicode;

/// <summary>Oniguruma's classes of code points other than categories and scripts.</summary>
internal static class CharacterSets
{
    // Copied once, as in CharacterClasses.
    private static readonly int[] Firsts = [.. CharacterSetData.Firsts];
    private static readonly int[] Lasts = [.. CharacterSetData.Lasts];
    private static readonly int[] Ends = [.. CharacterSetData.Ends.ToArray().Select(end => (int)end)];

    internal static IReadOnlyList<string> Names => CharacterSetData.Names;

    /// <summary>The code points of a class of <see cref="Names"/>, ascending.</summary>
    internal static IEnumerable<CodePointRange> Named(string name)
    {
        int set = Array.IndexOf(CharacterSetData.Names, name);
        for (int i = set == 0 ? 0 : Ends[set - 1]; i < Ends[set]; i++)
        {
            yield return new CodePointRange(Firsts[i], Lasts[i]);
        }
    }
}
