using EmotionOnnx.Tokenization.Unicode;

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
        var ranges = new List<CodePointRange>();
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
                left = Intersection(left, ranges);
                ranges.Clear();
            }
            else
            {
                ranges.AddRange(ParseItem().Ranges);
            }

            isFirst = false;
        }

        CodePointSet set = Intersection(left, ranges);
        _depth--;
        set = ignoresCase ? CaseFolding.Close(set) : set;
        if (ignoresCase && !isNegated && _depth == 0 && CaseFolding.ReachesBeyond(set))
        {
            throw text.Error("with (?i), Oniguruma takes a letter of this class, such as ß, for several characters too; that is not supported");
        }

        return isNegated ? set.Complement() : set;
    }

    private static CodePointSet Intersection(CodePointSet? left, List<CodePointRange> right) =>
        left is null ? CodePointSet.Of(right) : left.Intersection(CodePointSet.Of(right));

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
