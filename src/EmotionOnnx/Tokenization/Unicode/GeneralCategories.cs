namespace EmotionOnnx.Tokenization.Unicode;

/// <summary>The general categories of all code points, as Oniguruma has them.</summary>
internal static class GeneralCategories
{
    // Copied once, as in CharacterClasses.
    private static readonly int[] Starts = [.. GeneralCategoryData.Starts];

    internal static GeneralCategory Of(int scalar) =>
        (GeneralCategory)GeneralCategoryData.Categories[SortedTable.IndexOfLast(Starts, scalar)];

    /// <summary>The code points of the given categories, ascending.</summary>
    internal static IEnumerable<CodePointRange> Ranges(params GeneralCategory[] categories)
    {
        for (int run = 0; run < Starts.Length; run++)
        {
            if (categories.Contains((GeneralCategory)GeneralCategoryData.Categories[run]))
            {
                yield return new CodePointRange(Starts[run], run + 1 < Starts.Length ? Starts[run + 1] - 1 : 0x10FFFF);
            }
        }
    }
}
