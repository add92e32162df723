namespace EmotionOnnx.Tokenization.Patterns;

/// <summary>Reads a class such as [a-z&amp;&amp;[^aeiou]\p{N}], from behind its opening bracket.</summary>
internal sealed class ClassParser(PatternText text, bool ignoresCase)
{
    private const int MostNested = 20;

    private int _depth;

    internal CodePointSet Parse()
    {
        if (++_depth > MostNested)
        {
            throw text.Error($"classes are nested more than {MostNested} deep");
        }

        bool isNegated = text.TryTake("^");
        CodePointSet? left = null;
        CodePointSet set = CodePointSet.Empty;
        bool isFirst = true;
        while (true)
        {
            // A bracket that closes nothing yet is a character.
            if (!isFirst && text.TryTake("]"))
            {
                break;
            }

            if (text.TryTake("&&"))
            {
                left = left is null ? set : left.Intersection(set);
                set = CodePointSet.Empty;
            }
            else
            {
                set = set.Union(ParseItem());
            }

            isFirst = false;
        }

        if (left is not null)
        {
            set = left.Intersection(set);
        }

        _depth--;
        set = ignoresCase ? CaseFolding.Close(set) : set;
        return isNegated ? set.Complement() : set;
    }

    private CodePointSet ParseItem()
    {
        if (text.TryTake("[:"))
        {
            bool isNegated = text.TryTake("^");
            string name = text.TakeUntil(':');
            text.Expect(']');
            CodePointSet named = NamedSets.Posix(name) ?? throw text.Error($"the class [:{name}:] is not known");
            return isNegated ? named.Complement() : named;
        }

        if (text.TryTake("["))
        {
            return Parse();
        }

        if (!TryParseCharacter(out int first, out CodePointSet? set))
        {
            return set!;
        }

        int dash = text.Position;
        if (!text.TryTake("-"))
        {
            return CodePointSet.Of(first);
        }

        if (text.AtEnd || text.Next is ']' or '[')
        {
            // A hyphen at the end is one.
            text.Position = dash;
            return CodePointSet.Of(first);
        }

        if (!TryParseCharacter(out int last, out _))
        {
            throw text.Error("a range ends in a class");
        }

        return first <= last ? CodePointSet.Of(first, last) : throw text.Error("a range is the wrong way round");
    }

    private bool TryParseCharacter(out int scalar, out CodePointSet? set)
    {
        scalar = -1;
        set = null;
        if (!text.TryTake("\\"))
        {
            scalar = text.TakeScalar();
            return true;
        }

        if (text.AtEnd)
        {
            throw text.Error("it ends in a backslash");
        }

        set = text.TryTake("R") || text.TryTake("N") || text.TryTake("O") || text.TryTake("X")
            ? throw text.Error("this escape has no meaning in a class")
            : text.TryTake("b") ? CodePointSet.Of('\b') : Escapes.TryParseSet(text);
        if (set is not null)
        {
            return false;
        }

        scalar = Escapes.ParseCharacter(text);
        return true;
    }
}
