namespace EmotionOnnx.Tokenization.Patterns;

/// <summary>The instructions of <see cref="PatternProgram"/>, with their operands.</summary>
internal enum PatternOp
{
    /// <summary>The match is complete.</summary>
    Accept,

    /// <summary>set: one code point of it.</summary>
    One,

    /// <summary>set, min, max, mode: several code points of it.</summary>
    Many,

    /// <summary>target, first set there, other target, first set there: one way, and if that fails the other.</summary>
    Split,

    /// <summary>target.</summary>
    Jump,

    /// <summary>slot: remembers where an iteration begins.</summary>
    Mark,

    /// <summary>slot, target: leaves the loop if the iteration took nothing.</summary>
    Progress,

    /// <summary>target behind the body, negative (0 or 1): looks ahead.</summary>
    LookAhead,

    /// <summary>target behind the body, negative (0 or 1), least and most code points: looks behind.</summary>
    LookBehind,

    /// <summary>target behind the body: takes its first match for good.</summary>
    Atomic,

    /// <summary>kind, set of \w.</summary>
    Anchor,
}
