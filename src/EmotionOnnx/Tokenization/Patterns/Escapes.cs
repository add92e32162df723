namespace EmotionOnnx.Tokenization.Patterns;

/// <summary>What may follow a backslash, in a class and outside.</summary>
internal static class Escapes
{
    /// <summary>The set of an escape such as \s or \p{L}; null if the escape is none, and then nothing is taken.</summary>
    internal static CodePointSet? TryParseSet(PatternText text)
    {
        CodePointSet? set = text.Next switch
        {
            's' => NamedSets.Space,
            'S' => NamedSets.Space.Complement(),
            'w' => NamedSets.Word,
            'W' => NamedSets.Word.Complement(),
            'd' => NamedSets.Digit,
            'D' => NamedSets.Digit.Complement(),
            'h' => NamedSets.HexDigit,
            'H' => NamedSets.HexDigit.Complement(),
            _ => null,
        };
        if (set is not null)
        {
            text.Take();
            return set;
        }

        if (text.TryTake("p{"))
        {
            return Property(text, isNegated: false);
        }

        return text.TryTake("P{") ? Property(text, isNegated: true) : null;
    }

    /// <summary>The code point of any other escape.</summary>
    internal static int ParseCharacter(PatternText text)
    {
        char c = text.Next;
        if (c is >= '0' and <= '7')
        {
            // \1 to \9 look back at a group.
            return c == '0' ? text.TakeOctal(3) : throw text.Error("references to groups are not supported");
        }

        int simple = c switch
        {
            't' => '\t',
            'n' => '\n',
            'r' => '\r',
            'f' => '\f',
            'v' => '\v',
            'a' => '\a',
            'e' => 0x1B,
            _ => -1,
        };
        if (simple >= 0)
        {
            text.Take();
            return simple;
        }

        if (text.TryTake("x{"))
        {
            int value = text.TakeHex(8);
            text.Expect('}');
            return Checked(text, value);
        }

        if (text.TryTake("x"))
        {
            int value = text.TakeHex(2);
            return value is >= 0 and < 0x80 ? value : throw text.Error("\\x stands for a byte; write \\x{...} for a character");
        }

        if (text.TryTake("u"))
        {
            return Checked(text, text.TakeHex(4));
        }

        if (char.IsAsciiLetterOrDigit(c))
        {
            throw text.Error($"the escape '\\{c}' is not supported");
        }

        return text.TakeScalar();
    }

    private static int Checked(PatternText text, int value) =>
        value is >= 0 and < CodePointSet.Limit and not (>= 0xD800 and <= 0xDFFF)
            ? value
            : throw text.Error("an escape does not stand for a character");

    private static CodePointSet Property(PatternText text, bool isNegated)
    {
        if (text.TryTake("^"))
        {
            isNegated = !isNegated;
        }

        string name = text.TakeUntil('}');
        CodePointSet set = NamedSets.Property(name) ?? throw text.Error($"the property '{name}' is not known");
        return isNegated ? set.Complement() : set;
    }
}
