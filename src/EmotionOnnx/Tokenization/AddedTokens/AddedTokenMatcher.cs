using System.Buffers;
using EmotionOnnx.Tokenization.Models;
using EmotionOnnx.Tokenization.PreTokenizers;
using EmotionOnnx.Tokenization.Unicode;

namespace EmotionOnnx.Tokenization.AddedTokens;

/// <summary>Finds added tokens in a text: the leftmost first, of those that start there the longest. Immutable.</summary>
internal sealed class AddedTokenMatcher
{
    private readonly AddedToken[] _tokens;
    private readonly int[] _ids;
    private readonly PieceTrie _index;
    private readonly SearchValues<char> _firstChars;

    /// <summary>Looks for tokens.</summary>
    /// <param name="tokens">The tokens by the text that is looked for.</param>
    /// <param name="idOf">A token's id.</param>
    internal AddedTokenMatcher(Dictionary<string, AddedToken> tokens, Func<AddedToken, int> idOf)
    {
        // The framework's dictionary and LINQ would cost a command line tool milliseconds of compilation here.
        Cuts = TextCuts.BeforeSpace;
        _tokens = new AddedToken[tokens.Count];
        _ids = new int[tokens.Count];
        _index = new PieceTrie(tokens.Count * 8);
        char[] firstChars = new char[tokens.Count];
        int at = 0;
        foreach ((string text, AddedToken token) in tokens)
        {
            _tokens[at] = token;
            _ids[at] = idOf(token);
            firstChars[at] = text[0];
            _index.Add(text, at++);
            Cuts = Cuts == TextCuts.None || token.StripsRight || text.Contains(' ')
                // A token may reach over the cut.
                ? TextCuts.None
                // White space before a token must not be cut apart if the token takes it along.
                : token.StripsLeft ? TextCuts.BeforeSpaceAfterWord : Cuts;
        }

        _firstChars = SearchValues.Create(firstChars);
    }

    /// <summary>Where the text may be cut so that the tokens of its parts are those of the whole.</summary>
    internal TextCuts Cuts { get; }

    internal bool IsEmpty => _tokens.Length == 0;

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
            int found = Longest(text[search..], out int length);
            if (found == PieceTrie.NoToken)
            {
                search++;
                continue;
            }

            AddedToken token = _tokens[found];
            int start = search, end = search + length;
            search = end;
            if (token.IsSingleWord && (EndsInWord(text[..start]) || StartsWithWord(text[end..])))
            {
                continue;
            }

            match = (_ids[found],
                token.StripsLeft ? Math.Max(taken, start - SpacesAtEnd(text[..start])) : start,
                token.StripsRight ? end + SpacesAtStart(text[end..]) : end);
            return true;
        }

        match = default;
        return false;
    }

    private int Longest(ReadOnlySpan<char> rest, out int length)
    {
        int node = PieceTrie.Root, longest = PieceTrie.NoToken;
        length = 0;
        for (int at = 0; at < rest.Length && _index.TryStep(ref node, rest[at], out int found); at++)
        {
            if (found != PieceTrie.NoToken)
            {
                (longest, length) = (found, at + 1);
            }
        }

        return longest;
    }

    private static bool StartsWithWord(ReadOnlySpan<char> text) =>
        !text.IsEmpty && CharacterClasses.At(text, 0, out _).Has(CharacterClass.Word);

    private static bool EndsInWord(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty)
        {
            return false;
        }

        int last = char.IsLowSurrogate(text[^1]) ? text.Length - 2 : text.Length - 1;
        return CharacterClasses.At(text, last, out _).Has(CharacterClass.Word);
    }

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
