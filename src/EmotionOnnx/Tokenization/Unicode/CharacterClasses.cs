using System.Runtime.CompilerServices;
using System.Text;

namespace EmotionOnnx.Tokenization.Unicode;

/// <summary>The classes of all code points.</summary>
internal static class CharacterClasses
{
    // Copied once: until the JIT compiles a method with optimization, it makes an object each time a table of numbers is asked for.
    private static readonly int[] Starts = [.. CharacterClassData.Starts];

    // One byte per code unit of the Basic Multilingual Plane, filled from the runs once; the planes above are searched.
    private static readonly CharacterClass[] Plane0 = FillPlane0();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static CharacterClass Of(char c) => Plane0[c];

    internal static CharacterClass Of(int scalar)
    {
        if (scalar < 0x10000)
        {
            return Plane0[scalar];
        }

        return (CharacterClass)CharacterClassData.Flags[SortedTable.IndexOfLast(Starts, scalar)];
    }

    /// <summary>The class of the code point that starts at an index, and its length in UTF-16 units.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static CharacterClass At(ReadOnlySpan<char> text, int index, out int length)
    {
        char c = text[index];
        if (!char.IsHighSurrogate(c))
        {
            length = 1;
            return Plane0[c];
        }

        return AtPair(text, index, out length);
    }

    internal static bool Has(this CharacterClass value, CharacterClass flags) => (value & flags) != 0;

    private static CharacterClass AtPair(ReadOnlySpan<char> text, int index, out int length)
    {
        _ = Rune.DecodeFromUtf16(text[index..], out Rune rune, out length);
        return Of(rune.Value);
    }

    private static CharacterClass[] FillPlane0()
    {
        var plane = new CharacterClass[0x10000];
        ReadOnlySpan<int> starts = Starts;
        for (int run = 0; run < starts.Length && starts[run] < plane.Length; run++)
        {
            int end = run + 1 < starts.Length ? Math.Min(starts[run + 1], plane.Length) : plane.Length;
            plane.AsSpan(starts[run]..end).Fill((CharacterClass)CharacterClassData.Flags[run]);
        }

        return plane;
    }
}
