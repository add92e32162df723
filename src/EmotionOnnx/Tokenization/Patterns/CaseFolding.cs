using EmotionOnnx.Tokenization.Unicode;

namespace EmotionOnnx.Tokenization.Patterns;

/// <summary>What (?i) takes for the same, as Oniguruma has it.</summary>
internal static class CaseFolding
{
    // Copied once, as in CharacterClasses.
    private static readonly int[] Sources = [.. CaseFoldingData.Sources];
    private static readonly int[] Targets = [.. CaseFoldingData.Targets];

    private static readonly int[] Composites = [.. CaseFoldingData.Composites];
    private static readonly int[] SequenceFirsts = [.. CaseFoldingData.SequenceFirsts];
    private static readonly int[] SequenceSeconds = [.. CaseFoldingData.SequenceSeconds];

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

    /// <summary>Whether it takes a code point for a sequence of several too, as ß for ss.</summary>
    internal static bool IsComposite(int scalar) => Array.IndexOf(Composites, scalar) >= 0;

    /// <summary>Whether it takes some code point for a sequence that begins with these two (or what folds to them), as for ss.</summary>
    internal static bool BeginsSequence(int first, int second)
    {
        for (int i = 0; i < Composites.Length; i++)
        {
            if (Same(first, SequenceFirsts[i]) && Same(second, SequenceSeconds[i]))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a set has a code point that stands for a sequence too, and not the beginning of that sequence.</summary>
    internal static bool ReachesBeyond(CodePointSet set)
    {
        for (int i = 0; i < Composites.Length; i++)
        {
            if (set.Contains(Composites[i]) && !set.Contains(SequenceFirsts[i]))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Same(int left, int right) => Close(CodePointSet.Of(left)).Contains(right);
}
