using EmotionOnnx.Tokenization.Unicode;

namespace EmotionOnnx.Tokenization.Patterns;

/// <summary>A set of code points: ranges, ascending, apart from one another. Immutable.</summary>
internal sealed class CodePointSet
{
    internal const int Limit = 0x110000;

    internal static readonly CodePointSet Empty = new([]);
    internal static readonly CodePointSet All = new([new CodePointRange(0, Limit - 1)]);

    private readonly CodePointRange[] _ranges;

    private CodePointSet(CodePointRange[] ranges) => _ranges = ranges;

    internal ReadOnlySpan<CodePointRange> Ranges => _ranges;

    internal static CodePointSet Of(int scalar) => new([new CodePointRange(scalar, scalar)]);

    internal static CodePointSet Of(int first, int last) => new([new CodePointRange(first, last)]);

    /// <summary>The code points of ranges in any order, which may overlap.</summary>
    internal static CodePointSet Of(IEnumerable<CodePointRange> ranges)
    {
        var merged = new List<CodePointRange>();
        foreach (CodePointRange range in ranges.OrderBy(range => range.First))
        {
            if (merged.Count > 0 && range.First <= merged[^1].Last + 1)
            {
                merged[^1] = merged[^1] with { Last = Math.Max(merged[^1].Last, range.Last) };
            }
            else
            {
                merged.Add(range);
            }
        }

        return new CodePointSet([.. merged]);
    }

    internal CodePointSet Union(CodePointSet other) =>
        other._ranges.Length == 0 ? this : _ranges.Length == 0 ? other : Of(_ranges.Concat(other._ranges));

    internal CodePointSet Complement()
    {
        var ranges = new List<CodePointRange>();
        int next = 0;
        foreach (CodePointRange range in _ranges)
        {
            if (next < range.First)
            {
                ranges.Add(new CodePointRange(next, range.First - 1));
            }

            next = range.Last + 1;
        }

        if (next < Limit)
        {
            ranges.Add(new CodePointRange(next, Limit - 1));
        }

        return new CodePointSet([.. ranges]);
    }

    internal CodePointSet Intersection(CodePointSet other) => Complement().Union(other.Complement()).Complement();

    internal bool Contains(int scalar)
    {
        foreach (CodePointRange range in _ranges)
        {
            if (scalar <= range.Last)
            {
                return scalar >= range.First;
            }
        }

        return false;
    }

    internal bool Overlaps(CodePointSet other) => Intersection(other)._ranges.Length > 0;

    internal bool SetEquals(CodePointSet other) => _ranges.AsSpan().SequenceEqual(other._ranges);
}
