using System.Text;

namespace EmotionOnnx.Tokenization.Patterns;

/// <summary>Reads a pattern in Oniguruma's syntax. What it does not know is an error that names it.</summary>
internal sealed class PatternParser
{
    // Deep enough for any pattern that a person writes, and no danger to the stack.
    private const int MostNested = 50;

    private const int MostQuantifiers = 5;

    // Many times what people write.
    private const int MostLength = 20_000;

    private readonly PatternText _text;
    private bool _ignoresCase;
    private bool _dotTakesLineFeed;
    private bool _extended;
    private int _depth;

    private PatternParser(string pattern) => _text = new PatternText(pattern);

    internal static PatternNode Parse(string pattern)
    {
        if (pattern.Length > MostLength)
        {
            throw new PatternSyntaxException($"it is longer than {MostLength} characters");
        }

        var parser = new PatternParser(pattern);
        PatternNode node = parser.ParseChoice();
        return parser._text.AtEnd ? node : throw parser._text.Error("there is a ')' too many");
    }

    // Options set within a group hold up to its end.
    private PatternNode ParseChoice()
    {
        if (++_depth > MostNested)
        {
            throw _text.Error($"groups are nested more than {MostNested} deep");
        }

        (bool ignoresCase, bool dotTakesLineFeed, bool extended) = (_ignoresCase, _dotTakesLineFeed, _extended);
        var choices = new List<PatternNode> { ParseSequence() };
        while (_text.TryTake("|"))
        {
            choices.Add(ParseSequence());
        }

        (_ignoresCase, _dotTakesLineFeed, _extended) = (ignoresCase, dotTakesLineFeed, extended);
        _depth--;
        return choices.Count == 1 ? choices[0] : new PatternNode.Choice(choices);
    }

    private PatternNode ParseSequence()
    {
        var items = new List<PatternNode>();
        int previous = -1;
        while (true)
        {
            SkipExtended();
            if (_text.AtEnd || _text.Next is '|' or ')')
            {
                break;
            }

            if (_text.TryTake("(?#"))
            {
                _text.TakeUntil(')');
                continue;
            }

            if (TryParseOptions(out PatternNode? rest))
            {
                previous = -1;
                if (rest is not null)
                {
                    items.Add(rest);
                }

                continue;
            }

            PatternNode item = ParseAtom(out int literal);
            if (_ignoresCase && literal >= 0 && previous >= 0 && CaseFolding.BeginsSequence(previous, literal))
            {
                throw _text.Error("with (?i), Oniguruma takes a single character for these two; that is not supported");
            }

            PatternNode quantified = ParseQuantifiers(item);
            previous = quantified == item ? literal : -1;
            items.Add(quantified);
        }

        return items.Count == 1 ? items[0] : new PatternNode.Sequence(items);
    }

    // (?i) and the like hold for all that follows in the group, alternatives included: a(?i)b|c is a(?i:b|c).
    private bool TryParseOptions(out PatternNode? rest)
    {
        rest = null;
        int start = _text.Position;
        if (!_text.TryTake("(?") || _text.AtEnd || _text.Next is not ('i' or 'm' or 'x' or '-'))
        {
            _text.Position = start;
            return false;
        }

        (bool ignoresCase, bool dotTakesLineFeed, bool extended) = (_ignoresCase, _dotTakesLineFeed, _extended);
        bool value = true;
        while (true)
        {
            char option = _text.Take();
            switch (option)
            {
                case '-':
                    value = false;
                    continue;
                case 'i':
                    _ignoresCase = value;
                    continue;
                case 'm':
                    _dotTakesLineFeed = value;
                    continue;
                case 'x':
                    _extended = value;
                    continue;
                case ')':
                    rest = ParseChoice();
                    break;
                case ':':
                    PatternNode group = ParseChoice();
                    _text.Expect(')');
                    rest = ParseQuantifiers(group);
                    break;
                default:
                    throw _text.Error($"the option '{option}' is not supported");
            }

            (_ignoresCase, _dotTakesLineFeed, _extended) = (ignoresCase, dotTakesLineFeed, extended);
            return true;
        }
    }

    private PatternNode ParseAtom(out int literal)
    {
        literal = -1;
        if (_text.TryTake("("))
        {
            return ParseGroup();
        }

        if (_text.TryTake("["))
        {
            return new PatternNode.One(new ClassParser(_text, _ignoresCase).Parse());
        }

        if (_text.TryTake("."))
        {
            return new PatternNode.One(_dotTakesLineFeed ? CodePointSet.All : NamedSets.LineFeed.Complement());
        }

        if (_text.TryTake("^"))
        {
            return new PatternNode.Anchor(AnchorKind.LineStart);
        }

        if (_text.TryTake("$"))
        {
            return new PatternNode.Anchor(AnchorKind.LineEnd);
        }

        if (_text.TryTake("\\"))
        {
            return ParseEscape(out literal);
        }

        if (_text.Next is '*' or '+' or '?')
        {
            throw _text.Error($"nothing stands before '{_text.Next}' to be repeated");
        }

        literal = _text.TakeScalar();
        return Literal(literal);
    }

    private PatternNode.One Literal(int scalar)
    {
        if (_ignoresCase && CaseFolding.IsComposite(scalar))
        {
            throw _text.Error($"with (?i), Oniguruma takes '{new Rune(scalar)}' for several characters too; that is not supported");
        }

        CodePointSet set = CodePointSet.Of(scalar);
        return new PatternNode.One(_ignoresCase ? CaseFolding.Close(set) : set);
    }

    private PatternNode ParseEscape(out int literal)
    {
        literal = -1;
        if (_text.AtEnd)
        {
            throw _text.Error("it ends in a backslash");
        }

        AnchorKind? anchor = _text.Next switch
        {
            'A' => AnchorKind.TextStart,
            'z' => AnchorKind.TextEnd,
            'Z' => AnchorKind.TextEndOrLastLine,
            'b' => AnchorKind.WordBorder,
            'B' => AnchorKind.NoWordBorder,
            _ => null,
        };
        if (anchor is { } kind)
        {
            _text.Take();
            return new PatternNode.Anchor(kind);
        }

        if (_text.TryTake("R"))
        {
            // \r\n is one line break, and is not given back in parts.
            PatternNode[] both = [new PatternNode.One(CodePointSet.Of('\r')), new PatternNode.One(NamedSets.LineFeed)];
            return new PatternNode.Atomic(new PatternNode.Choice([new PatternNode.Sequence(both), new PatternNode.One(NamedSets.LineBreak)]));
        }

        if (_text.TryTake("N"))
        {
            return new PatternNode.One(NamedSets.LineFeed.Complement());
        }

        if (_text.TryTake("O"))
        {
            return new PatternNode.One(CodePointSet.All);
        }

        if (Escapes.TryParseSet(_text) is { } set)
        {
            // (?i) concerns characters and what stands in brackets: (?i)\p{Lu} is upper case still.
            return new PatternNode.One(set);
        }

        literal = Escapes.ParseCharacter(_text);
        return Literal(literal);
    }

    private PatternNode ParseGroup()
    {
        PatternNode node;
        if (_text.TryTake("?:"))
        {
            node = ParseChoice();
        }
        else if (_text.TryTake("?="))
        {
            node = new PatternNode.Look(ParseChoice(), Behind: false, Negative: false);
        }
        else if (_text.TryTake("?!"))
        {
            node = new PatternNode.Look(ParseChoice(), Behind: false, Negative: true);
        }
        else if (_text.TryTake("?<="))
        {
            node = new PatternNode.Look(ParseChoice(), Behind: true, Negative: false);
        }
        else if (_text.TryTake("?<!"))
        {
            node = new PatternNode.Look(ParseChoice(), Behind: true, Negative: true);
        }
        else if (_text.TryTake("?>"))
        {
            node = new PatternNode.Atomic(ParseChoice());
        }
        else if (_text.TryTake("?<"))
        {
            _text.TakeUntil('>');
            node = ParseChoice();
        }
        else if (!_text.AtEnd && _text.Next == '?')
        {
            throw _text.Error("a group of this kind is not supported");
        }
        else
        {
            node = ParseChoice();
        }

        _text.Expect(')');
        return node;
    }

    private PatternNode ParseQuantifiers(PatternNode item)
    {
        for (int count = 0; ; count++)
        {
            SkipExtended();
            if (!TryParseCounts(out int min, out int max, out bool isInterval))
            {
                return item;
            }

            if (count == MostQuantifiers)
            {
                throw _text.Error($"more than {MostQuantifiers} quantifiers follow one another");
            }

            RepeatMode mode = RepeatMode.Greedy;
            // {n}? is (?:{n})? in Oniguruma, and {n,m}+ is (?:{n,m})+: those go round the loop.
            if ((!isInterval || min != max) && _text.TryTake("?"))
            {
                mode = RepeatMode.Lazy;
            }
            else if (!isInterval && _text.TryTake("+"))
            {
                mode = RepeatMode.Possessive;
            }

            item = item is PatternNode.Anchor or PatternNode.Look && max > 1 ? RepeatPlace(item, min) : new PatternNode.Repeat(item, min, max, mode);
        }
    }

    // A place is there or not, however often one looks.
    private static PatternNode RepeatPlace(PatternNode item, int min) =>
        min == 0 ? new PatternNode.Repeat(item, 0, 1, RepeatMode.Greedy) : item;

    private bool TryParseCounts(out int min, out int max, out bool isInterval)
    {
        (min, max, isInterval) = (0, PatternNode.Repeat.Endless, false);
        if (_text.TryTake("*"))
        {
            return true;
        }

        if (_text.TryTake("+"))
        {
            min = 1;
            return true;
        }

        if (_text.TryTake("?"))
        {
            max = 1;
            return true;
        }

        isInterval = true;
        return _text.TryTakeInterval(ref min, ref max);
    }

    private void SkipExtended()
    {
        while (_extended && !_text.AtEnd && (char.IsWhiteSpace(_text.Next) || _text.Next == '#'))
        {
            if (_text.Take() == '#')
            {
                while (!_text.AtEnd && _text.Take() != '\n')
                {
                }
            }
        }
    }
}
