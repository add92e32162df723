namespace EmotionOnnx.Tokenization.Patterns;

/// <summary>
/// Runs a <see cref="PatternProgram"/> at one place of a text, as Oniguruma would: the first way that leads to a match, in the order of
/// the pattern. It goes back over its choices with a stack of its own, so a long text costs memory and never the thread's stack, and it
/// counts its steps: a pattern that tries too much ends in an error at the same point on every machine.
/// </summary>
internal ref struct PatternMatcher(PatternProgram program, ReadOnlySpan<char> text, PatternMemory memory, long mostSteps)
{
    private const int Anywhere = -1;

    // The kinds of frames.
    private const int Way = 0;
    private const int Greedy = 1;
    private const int Lazy = 2;
    private const int Slot = 3;

    private readonly int[] _code = program.Code;
    private readonly ReadOnlySpan<char> _text = text;

    /// <summary>How much work was done.</summary>
    internal long Steps { get; set; }

    /// <summary>Finds the first place from <paramref name="from"/> on where there is a match.</summary>
    /// <exception cref="PatternTooSlowException">It takes too many steps.</exception>
    internal bool TryFind(int from, out int start, out int end)
    {
        memory.Reset(program.Slots);
        for (start = from; start <= _text.Length; start++)
        {
            if (start > 0 && start < _text.Length && char.IsLowSurrogate(_text[start]))
            {
                continue;
            }

            Count(1);
            if (program.First != PatternProgram.AnySet && !CanBegin(program.First, start))
            {
                continue;
            }

            if (Run(0, start, Anywhere, out end))
            {
                return true;
            }
        }

        end = 0;
        return false;
    }

    // Runs from an instruction to its Accept. Nested only as deep as groups are.
    private bool Run(int pc, int at, int mustEnd, out int end)
    {
        int floor = memory.Count;
        while (true)
        {
            Count(1);
            bool fails = false;
            switch ((PatternOp)_code[pc])
            {
                case PatternOp.Accept when mustEnd == Anywhere || at == mustEnd:
                    memory.Count = floor;
                    end = at;
                    return true;
                case PatternOp.One when at < _text.Length && program.Sets.Has(_code[pc + 1], _text, at, out int length):
                    at += length;
                    pc += 2;
                    break;
                case PatternOp.Many:
                    fails = !Many(ref pc, ref at);
                    break;
                case PatternOp.Split:
                    fails = !Split(ref pc, at);
                    break;
                case PatternOp.Jump:
                    pc = _code[pc + 1];
                    break;
                case PatternOp.Mark:
                    int slot = _code[pc + 1];
                    Push(Slot, slot, memory.Slots[slot], 0);
                    memory.Slots[slot] = at;
                    pc += 2;
                    break;
                case PatternOp.Progress:
                    pc = memory.Slots[_code[pc + 1]] == at ? _code[pc + 2] : pc + 3;
                    break;
                case PatternOp.LookAhead when Run(pc + 3, at, Anywhere, out _) != (_code[pc + 2] == 1):
                    pc = _code[pc + 1];
                    break;
                case PatternOp.LookBehind when LooksBehind(pc, at) != (_code[pc + 2] == 1):
                    pc = _code[pc + 1];
                    break;
                case PatternOp.Atomic when Run(pc + 2, at, Anywhere, out int taken):
                    at = taken;
                    pc = _code[pc + 1];
                    break;
                case PatternOp.Anchor when IsAt((AnchorKind)_code[pc + 1], _code[pc + 2], at):
                    pc += 3;
                    break;
                default:
                    fails = true;
                    break;
            }

            if (fails && !Back(floor, ref pc, ref at))
            {
                end = 0;
                return false;
            }
        }
    }

    private bool Many(ref int pc, ref int at)
    {
        int set = _code[pc + 1], min = _code[pc + 2], max = _code[pc + 3];
        var mode = (RepeatMode)_code[pc + 4];
        int count = 0;
        int most = mode == RepeatMode.Lazy ? min : max;
        int leastEnd = min == 0 ? at : -1;
        int start = at;
        while (count < most && at < _text.Length && program.Sets.Has(set, _text, at, out int length))
        {
            at += length;
            if (++count == min)
            {
                leastEnd = at;
            }
        }

        Count(at - start);
        if (count < min)
        {
            return false;
        }

        if (mode == RepeatMode.Lazy && min < max)
        {
            Push(Lazy, pc, at, min);
        }
        else if (mode == RepeatMode.Greedy && at > leastEnd)
        {
            Push(Greedy, pc, at, leastEnd);
        }

        pc += 5;
        return true;
    }

    private bool Split(ref int pc, int at)
    {
        bool canGo = CanBegin(_code[pc + 2], at);
        bool canGoOther = CanBegin(_code[pc + 4], at);
        if (canGo && canGoOther)
        {
            Push(Way, _code[pc + 3], at, 0);
        }

        pc = canGo ? _code[pc + 1] : _code[pc + 3];
        return canGo || canGoOther;
    }

    private readonly bool CanBegin(int set, int at) =>
        set == PatternProgram.AnySet || (at < _text.Length && program.Sets.Has(set, _text, at, out _));

    // Back to the last choice: another way from there.
    private bool Back(int floor, ref int pc, ref int at)
    {
        while (memory.Count > floor)
        {
            Count(1);
            Span<int> frame = memory.Pop();
            switch (frame[0])
            {
                case Way:
                    (pc, at) = (frame[1], frame[2]);
                    return true;
                case Slot:
                    memory.Slots[frame[1]] = frame[2];
                    break;
                case Greedy:
                    (pc, at) = (frame[1] + 5, Before(frame[2]));
                    if (at > frame[3])
                    {
                        Push(Greedy, frame[1], at, frame[3]);
                    }

                    return true;
                case Lazy when frame[2] < _text.Length && program.Sets.Has(_code[frame[1] + 1], _text, frame[2], out int length):
                    (pc, at) = (frame[1] + 5, frame[2] + length);
                    if (frame[3] + 1 < _code[frame[1] + 3])
                    {
                        Push(Lazy, frame[1], at, frame[3] + 1);
                    }

                    return true;
            }
        }

        return false;
    }

    private bool LooksBehind(int pc, int at)
    {
        int start = at;
        for (int length = 0; length <= _code[pc + 4]; length++)
        {
            if (length >= _code[pc + 3] && Run(pc + 5, start, at, out _))
            {
                return true;
            }

            if (start == 0)
            {
                return false;
            }

            start = Before(start);
        }

        return false;
    }

    private readonly bool IsAt(AnchorKind kind, int word, int at) => kind switch
    {
        AnchorKind.TextStart => at == 0,
        AnchorKind.TextEnd => at == _text.Length,
        AnchorKind.TextEndOrLastLine => at == _text.Length || (at == _text.Length - 1 && _text[at] == '\n'),
        AnchorKind.LineStart => at == 0 || (_text[at - 1] == '\n' && at < _text.Length),
        AnchorKind.LineEnd => at == _text.Length || _text[at] == '\n',
        AnchorKind.WordBorder => IsWordBorder(word, at),
        _ => !IsWordBorder(word, at),
    };

    private readonly bool IsWordBorder(int word, int at) => (at > 0 && CanBegin(word, Before(at))) != CanBegin(word, at);

    // The start of the code point that ends at an index.
    private readonly int Before(int at) => at - (at > 1 && char.IsLowSurrogate(_text[at - 1]) ? 2 : 1);

    private void Push(int kind, int first, int second, int third)
    {
        Span<int> frame = memory.Push();
        if (frame.IsEmpty)
        {
            throw new PatternTooSlowException();
        }

        (frame[0], frame[1], frame[2], frame[3]) = (kind, first, second, third);
    }

    private void Count(int steps)
    {
        Steps += steps;
        if (Steps > mostSteps)
        {
            throw new PatternTooSlowException();
        }
    }
}
