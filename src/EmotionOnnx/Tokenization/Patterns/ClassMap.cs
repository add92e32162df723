using System.Runtime.CompilerServices;
using EmotionOnnx.Tokenization.Unicode;

namespace EmotionOnnx.Tokenization.Patterns;

/// <summary>
/// The sets of one pattern, made fast: all code points that no set tells apart are one class, and a table says which class is in which
/// set. Immutable.
/// </summary>
internal sealed class ClassMap
{
    // The class of surrogates, which are no characters: it is in no set. Zero, so that clearing a table gives it.
    private const ushort NoCharacter = 0;

    private readonly ushort[] _plane0 = new ushort[0x10000];
    private readonly int[] _starts;
    private readonly ushort[] _classes;
    private readonly bool[] _members;
    private readonly int _count;

    internal ClassMap(IReadOnlyList<CodePointSet> sets)
    {
        var ends = new List<(int At, int Set)>();
        for (int set = 0; set < sets.Count; set++)
        {
            foreach (CodePointRange range in sets[set].Ranges)
            {
                ends.Add((range.First, set));
                ends.Add((range.Last + 1, set));
            }
        }

        ends.Sort();
        var starts = new List<int> { 0 };
        var classes = new List<ushort>();
        var signatures = new Dictionary<string, ushort> { [""] = NoCharacter };
        char[] signature = new string('0', sets.Count).ToCharArray();
        int next = 0;
        while (true)
        {
            for (; next < ends.Count && ends[next].At <= starts[^1]; next++)
            {
                ref char bit = ref signature[ends[next].Set];
                bit = bit == '0' ? '1' : '0';
            }

            string key = "x" + new string(signature);
            if (!signatures.TryGetValue(key, out ushort id))
            {
                signatures[key] = id = checked((ushort)signatures.Count);
            }

            classes.Add(id);
            if (next == ends.Count || ends[next].At >= CodePointSet.Limit)
            {
                break;
            }

            starts.Add(ends[next].At);
        }

        (_starts, _classes, _count) = ([.. starts], [.. classes], signatures.Count);
        _members = new bool[sets.Count * _count];
        foreach ((string key, ushort id) in signatures)
        {
            for (int set = 0; set < key.Length - 1; set++)
            {
                _members[set * _count + id] = key[set + 1] == '1';
            }
        }

        FillPlane0();
    }

    /// <summary>Whether the code point at an index is in a set, and how many units it has.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool Has(int set, ReadOnlySpan<char> text, int index, out int length)
    {
        char c = text[index];
        length = 1;
        return _members[set * _count + _plane0[c]] || (char.IsHighSurrogate(c) && HasPair(set, text, index, out length));
    }

    private bool HasPair(int set, ReadOnlySpan<char> text, int index, out int length)
    {
        length = 2;
        int scalar = char.ConvertToUtf32(text[index], text[index + 1]);
        return _members[set * _count + _classes[SortedTable.IndexOfLast(_starts, scalar)]];
    }

    private void FillPlane0()
    {
        for (int run = 0; run < _starts.Length && _starts[run] < _plane0.Length; run++)
        {
            int end = run + 1 < _starts.Length ? Math.Min(_starts[run + 1], _plane0.Length) : _plane0.Length;
            _plane0.AsSpan(_starts[run]..end).Fill(_classes[run]);
        }

        _plane0.AsSpan(0xD800..0xE000).Clear();
    }
}
