using System.Buffers;
using EmotionOnnx.Tokenization.Unicode;

namespace EmotionOnnx.Tokenization.AddedTokens;

/// <summary>Finds added tokens in a text: the leftmost first, of those that start there the longest. Immutable.</summary>
internal sealed class AddedTokenMatcher
{
    private readonly SearchValues<char> _firstChars;
    private readonly int[] _lengths;
    private readonly Dictionary<string, (int Id, AddedToken Token)> _tokens;
    private readonly Dictionary<string, (int Id, AddedToken Token)>.AlternateLookup<ReadOnlySpan<char>> _lookup;

    /// <param name="tokens">The tokens by the text that is looked for.</param>
    internal AddedTokenMatcher(Dictionary<string, (int Id, AddedToken Token)> tokens)
    {
        _tokens = tokens;
        _lookup = tokens.GetAlternateLookup<ReadOnlySpan<char>>();
        _firstChars = SearchValues.Create([.. tokens.Keys.Select(text => text[0]).Distinct()]);
        _lengths = [.. tokens.Keys.Select(text => text.Length).Distinct().OrderDescending()];
    }

    internal bool IsEmpty => _tokens.Count == 0;

    /// <summary>Finds the next token from a place on.</summary>
    /// <param name="text">The whole text.</param>
    /// <param name="search">Where to look from; moves behind what was looked at.</param>
    /// <param name="taken">What ends here or before belongs to the token found last, and is not stripped again.</param>
    /// <param name="match">The token's id and range with the white space that it takes along.</param>
    internal bool TryFind(ReadOnlySpan<char> text, ref int search, int taken, out (int Id, int Start, int End) match)
    {
        while (search < text.Length)
        {
            int next = text[search..].IndexOfAny(_firstChars);
            if (next < 0)
            {
                break;
            }

            search += next;
            if (!TryMatch(text[search..], out int length, out (int Id, AddedToken Token) found))
            {
                search++;
                continue;
            }

            int start = search, end = search + length;
            search = end;
            if (found.Token.IsSingleWord && (EndsInWord(text[..start]) || StartsWithWord(text[end..])))
            {
                continue;
            }

            match = (found.Id,
                found.Token.StripsLeft ? Math.Max(taken, start - SpacesAtEnd(text[..start])) : start,
                found.Token.StripsRight ? end + SpacesAtStart(text[end..]) : end);
            return true;
        }

        match = default;
        return false;
    }

    private bool TryMatch(ReadOnlySpan<char> rest, out int length, out (int Id, AddedToken Token) found)
    {
        foreach (int candidate in _lengths)
        {
            if (candidate <= rest.Length && _lookup.TryGetValue(rest[..candidate], out found))
            {
                length = candidate;
                return true;
            }
        }

        length = 0;
        found = default;
        return false;
    }

    private static bool StartsWithWord(ReadOnlySpan<char> text) =>
        !text.IsEmpty && CharacterClasses.At(text, 0, out _).Has(CharacterClass.Word);

    private static bool EndsInWord(ReadOnlySpan<char> text) =>
        !text.IsEmpty && CharacterClasses.At(text, char.IsLowSurrogate(text[^1]) ? text.Length - 2 : text.Length - 1, out _).Has(CharacterClass.Word);

    // No white space lies above the Basic Multilingual Plane.
    private static int SpacesAtStart(ReadOnlySpan<char> text)
    {
        int count = 0;
        while (count < text.Length && CharacterClasses.Of(text[count]).Has(CharacterClass.Space))
        {
            count++;
        }

        return count;
    }

    private static int SpacesAtEnd(ReadOnlySpan<char> text)
    {
        int count = 0;
        while (count < text.Length && CharacterClasses.Of(text[^(count + 1)]).Has(CharacterClass.Space))
        {
            count++;
        }

        return count;
    }
}
