using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Unicode;

namespace EmotionOnnx.Tokenization.Normalizers;

/// <summary>
/// SentencePiece's compiled rules of normalization (precompiled_charsmap): the byte length of a double-array trie, the trie over
/// UTF-8, then the replacements in UTF-8, each ended by NUL. The trie's values are places in the replacements.
/// </summary>
internal sealed class CharsMap
{
    private readonly uint[] _units;
    private readonly byte[] _replacements;

    private CharsMap(uint[] units, byte[] replacements)
    {
        _units = units;
        _replacements = replacements;
    }

    /// <exception cref="FormatException">The bytes are no such map, or the trie leads outside.</exception>
    internal static CharsMap Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < sizeof(uint))
        {
            throw new FormatException("it is shorter than the length that it should begin with");
        }

        uint length = BinaryPrimitives.ReadUInt32LittleEndian(bytes);
        bytes = bytes[sizeof(uint)..];
        if (length > bytes.Length || length < sizeof(uint))
        {
            throw new FormatException($"the trie is said to have {length} bytes; there are {bytes.Length}");
        }

        uint[] units = new uint[length / sizeof(uint)];
        for (int i = 0; i < units.Length; i++)
        {
            units[i] = BinaryPrimitives.ReadUInt32LittleEndian(bytes[(i * sizeof(uint))..]);
        }

        byte[] replacements = bytes[(units.Length * sizeof(uint))..].ToArray();
        if (!Utf8.IsValid(replacements))
        {
            throw new FormatException("the replacements are not valid UTF-8");
        }

        var map = new CharsMap(units, replacements);
        map.Check();
        return map;
    }

    /// <summary>Finds the shortest prefix of a UTF-8 key that has a replacement, as Hugging Face does.</summary>
    internal bool TryFindShortest(scoped ReadOnlySpan<byte> key, out ReadOnlySpan<byte> replacement)
    {
        uint node = OffsetOf(_units[0]);
        foreach (byte next in key)
        {
            if (!TryStep(ref node, next, out bool hasValue))
            {
                break;
            }

            if (hasValue)
            {
                replacement = ReplacementAt(node);
                return true;
            }
        }

        replacement = default;
        return false;
    }

    /// <summary>Finds the longest prefix of a text that has a replacement, as SentencePiece does.</summary>
    /// <param name="text">Valid UTF-16.</param>
    /// <param name="length">The prefix's length in units.</param>
    /// <param name="replacement">What replaces it, in UTF-8.</param>
    internal bool TryFindLongest(ReadOnlySpan<char> text, out int length, out ReadOnlySpan<byte> replacement)
    {
        length = 0;
        uint node = OffsetOf(_units[0]), found = 0;
        Span<byte> bytes = stackalloc byte[4];
        bool goesOn = true;
        for (int i = 0; goesOn && i < text.Length;)
        {
            _ = Rune.DecodeFromUtf16(text[i..], out Rune rune, out int width);
            bool hasValue = false;
            foreach (byte next in bytes[..rune.EncodeToUtf8(bytes)])
            {
                goesOn = goesOn && TryStep(ref node, next, out hasValue);
            }

            i += width;
            if (goesOn && hasValue)
            {
                length = i;
                found = node;
            }
        }

        replacement = length > 0 ? ReplacementAt(found) : default;
        return length > 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryStep(ref uint node, byte next, out bool hasValue)
    {
        // A key ends at NUL.
        uint unit = _units[node ^ next];
        if (next == 0 || LabelOf(unit) != next)
        {
            hasValue = false;
            return false;
        }

        node ^= next ^ OffsetOf(unit);
        hasValue = HasValue(unit);
        return true;
    }

    private ReadOnlySpan<byte> ReplacementAt(uint node)
    {
        ReadOnlySpan<byte> rest = _replacements.AsSpan(ValueOf(_units[node]));
        int end = rest.IndexOf((byte)0);
        return end < 0 ? rest : rest[..end];
    }

    // Looks at every node that a key can reach, so that no look-up can leave the trie or the replacements.
    private void Check()
    {
        var seen = new bool[_units.Length];
        var open = new Stack<uint>();
        Visit(OffsetOf(_units[0]), seen, open);
        while (open.TryPop(out uint node))
        {
            for (uint label = 1; label <= byte.MaxValue; label++)
            {
                uint unit = _units[node ^ label];
                if (LabelOf(unit) != label)
                {
                    continue;
                }

                uint next = node ^ label ^ OffsetOf(unit);
                Visit(next, seen, open);
                if (HasValue(unit))
                {
                    CheckValue(ValueOf(_units[next]));
                }
            }
        }
    }

    private void Visit(uint node, bool[] seen, Stack<uint> open)
    {
        // The branches of a node lie at it XOR 1 to 255.
        if ((node | byte.MaxValue) >= _units.Length)
        {
            throw new FormatException("the trie leads outside itself");
        }

        if (!seen[node])
        {
            seen[node] = true;
            open.Push(node);
        }
    }

    private void CheckValue(int value)
    {
        if (value > _replacements.Length || (value < _replacements.Length && (_replacements[value] & 0xC0) == 0x80))
        {
            throw new FormatException($"the trie names a replacement at {value}, which is inside a character or past the end");
        }
    }

    private static uint OffsetOf(uint unit) => (unit >> 10) << (int)((unit & (1u << 9)) >> 6);

    private static uint LabelOf(uint unit) => unit & ((1u << 31) | 0xFF);

    private static bool HasValue(uint unit) => (unit & (1u << 8)) != 0;

    private static int ValueOf(uint unit) => (int)(unit & int.MaxValue);
}
