namespace EmotionOnnx.Tokenization.Patterns;

/// <summary>Turns a parsed pattern into a <see cref="PatternProgram"/>.</summary>
internal sealed class PatternCompiler
{
    // Repeats of groups are written out; the limit keeps a small file from becoming a large program.
    private const int MostCode = 100_000;

    // As many as a table of sets and classes is made for.
    private const int MostSets = 500;

    private const int MostCompared = 100;

    private readonly List<int> _code = [];
    private readonly List<CodePointSet> _sets = [];
    private int _slots;

    internal static PatternProgram Compile(PatternNode node)
    {
        var compiler = new PatternCompiler();
        compiler.Emit(node);
        compiler._code.Add((int)PatternOp.Accept);
        int first = compiler.SetOf(node.First);
        return new PatternProgram([.. compiler._code], new ClassMap(compiler._sets), first, compiler._slots);
    }

    private void Emit(PatternNode node)
    {
        if (_code.Count > MostCode)
        {
            throw new PatternSyntaxException("its repeats make it too large");
        }

        switch (node)
        {
            case PatternNode.One one:
                Add(PatternOp.One, SetOf(one.Set));
                break;
            case PatternNode.Sequence sequence:
                EmitSequence(sequence.Items);
                break;
            case PatternNode.Choice choice:
                EmitChoice(choice.Items);
                break;
            case PatternNode.Repeat repeat:
                EmitRepeat(repeat);
                break;
            case PatternNode.Look look:
                EmitLook(look);
                break;
            case PatternNode.Atomic atomic:
                EmitBody(PatternOp.Atomic, atomic.Item);
                break;
            case PatternNode.Anchor anchor:
                Add(PatternOp.Anchor, (int)anchor.Kind, SetOf(NamedSets.Word));
                break;
        }
    }

    private void EmitSequence(IReadOnlyList<PatternNode> items)
    {
        for (int i = 0; i < items.Count; i++)
        {
            // What follows a loop can't begin within it: then nothing the loop took is ever given back.
            bool isFinal = items[i] is PatternNode.Repeat { Mode: RepeatMode.Greedy, Item: PatternNode.One one }
                && i + 1 < items.Count && items[i + 1].First is { } next && !next.Overlaps(one.Set);
            Emit(isFinal ? (PatternNode.Repeat)items[i] with { Mode = RepeatMode.Possessive } : items[i]);
        }
    }

    private void EmitChoice(IReadOnlyList<PatternNode> items)
    {
        var jumps = new List<int>();
        for (int i = 0; i < items.Count - 1; i++)
        {
            // What the others begin with saves a try; of very many, finding out would cost more than it saves.
            CodePointSet? others = items.Count > MostCompared ? null : new PatternNode.Choice([.. items.Skip(i + 1)]).First;
            int split = EmitSplit(items[i].First, others);
            _code[split + 1] = _code.Count;
            Emit(items[i]);
            jumps.Add(Add(PatternOp.Jump, 0));
            _code[split + 3] = _code.Count;
        }

        Emit(items[^1]);
        foreach (int jump in jumps)
        {
            _code[jump + 1] = _code.Count;
        }
    }

    private void EmitRepeat(PatternNode.Repeat repeat)
    {
        if (repeat.Item is PatternNode.One one)
        {
            Add(PatternOp.Many, SetOf(one.Set), repeat.Min, repeat.Max, (int)repeat.Mode);
            return;
        }

        if (repeat.Mode == RepeatMode.Possessive)
        {
            EmitBody(PatternOp.Atomic, repeat with { Mode = RepeatMode.Greedy });
            return;
        }

        for (int i = 0; i < repeat.Min; i++)
        {
            Emit(repeat.Item);
        }

        bool isLazy = repeat.Mode == RepeatMode.Lazy;
        if (repeat.Max == PatternNode.Repeat.Endless)
        {
            EmitLoop(repeat.Item, isLazy);
            return;
        }

        var splits = new List<int>();
        for (int i = repeat.Min; i < repeat.Max; i++)
        {
            splits.Add(EmitLoopSplit(repeat.Item, isLazy));
            Emit(repeat.Item);
        }

        foreach (int split in splits)
        {
            _code[split + (isLazy ? 1 : 3)] = _code.Count;
        }
    }

    private void EmitLoop(PatternNode item, bool isLazy)
    {
        int split = EmitLoopSplit(item, isLazy);
        int slot = _slots++;
        Add(PatternOp.Mark, slot);
        Emit(item);
        int progress = Add(PatternOp.Progress, slot, 0);
        Add(PatternOp.Jump, split);
        _code[split + (isLazy ? 1 : 3)] = _code.Count;
        _code[progress + 2] = _code.Count;
    }

    // Round again, or on; which of them comes first is the difference between greedy and lazy.
    private int EmitLoopSplit(PatternNode item, bool isLazy)
    {
        int split = isLazy ? EmitSplit(null, item.First) : EmitSplit(item.First, null);
        _code[split + (isLazy ? 3 : 1)] = _code.Count;
        return split;
    }

    private void EmitLook(PatternNode.Look look)
    {
        int at = look.Behind
            ? Add(PatternOp.LookBehind, 0, look.Negative ? 1 : 0, PatternLength.Least(look.Item), PatternLength.Most(look.Item))
            : Add(PatternOp.LookAhead, 0, look.Negative ? 1 : 0);
        EmitUntilAccept(at, look.Item);
    }

    private void EmitBody(PatternOp op, PatternNode item) => EmitUntilAccept(Add(op, 0), item);

    private void EmitUntilAccept(int at, PatternNode item)
    {
        Emit(item);
        Add(PatternOp.Accept);
        _code[at + 1] = _code.Count;
    }

    private int EmitSplit(CodePointSet? first, CodePointSet? other) => Add(PatternOp.Split, 0, SetOf(first), 0, SetOf(other));

    private int Add(PatternOp op, params ReadOnlySpan<int> operands)
    {
        int at = _code.Count;
        _code.Add((int)op);
        _code.AddRange(operands);
        return at;
    }

    private int SetOf(CodePointSet? set)
    {
        if (set is null)
        {
            return PatternProgram.AnySet;
        }

        int known = _sets.FindIndex(set.SetEquals);
        if (known >= 0)
        {
            return known;
        }

        if (_sets.Count == MostSets)
        {
            throw new PatternSyntaxException($"it has more than {MostSets} different sets of characters");
        }

        _sets.Add(set);
        return _sets.Count - 1;
    }
}
