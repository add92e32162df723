using EmotionOnnx.Tokenization.Unicode;

namespace EmotionOnnx.Tokenization.Patterns;

/// <summary>What (?i) takes for the same, as Oniguruma has it.</summary>
internal static class CaseFolding
{
    // Copied once, as in CharacterClasses.
    private static readonly int[] Sources = [.. CaseFoldingData.Sources];
    private static readonly int[] Targets = [.. CaseFoldingData.Targets];

    /// <summary>A set together with the other cases of its code points.</summary>
    internal static CodePointSet Close(CodePointSet set)
    {
        var added = new List<CodePointRange>();
        foreach (CodePointRange range in set.Ranges)
        {
            for (int i = SortedTable.IndexOfLast(Sources, range.First - 1) + 1; i < Sources.Length && Sources[i] <= range.Last; i++)
            {
                added.Add(new CodePointRange(Targets[i], Targets[i]));
            }
        }

        return set.Union(CodePointSet.Of(added));
    }

    /// <summary>Whether it takes a code point for a sequence of several, as ß for ss.</summary>
    internal static bool IsComposite(int scalar) => CaseFoldingData.Composites.Contains(scalar);

    /// <summary>Whether it takes some code point for a sequence that begins with these two (or what folds to them), as for ss.</summary>
    internal static bool BeginsSequence(int first, int second)
    {
        foreach (string start in CaseFoldingData.SequenceStarts)
        {
            int length = char.IsSurrogate(start[0]) ? 2 : 1;
            if (Same(first, char.ConvertToUtf32(start, 0)) && Same(second, char.ConvertToUtf32(start, length)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Same(int left, int right) => Close(CodePointSet.Of(left)).Contains(right);
}
