namespace EmotionOnnx.Tokenization.Patterns;

/// <summary>A pattern as instructions for <see cref="PatternMatcher"/>. Immutable.</summary>
/// <param name="Code">The instructions: an <see cref="PatternOp"/> and its operands, one after another.</param>
/// <param name="Sets">The sets that they name by number.</param>
/// <param name="First">The set that every match begins with, or <see cref="AnySet"/>.</param>
/// <param name="Slots">How many marks of loops there are.</param>
internal sealed record PatternProgram(int[] Code, ClassMap Sets, int First, int Slots)
{
    /// <summary>In the place of a set: nothing is known, look closer.</summary>
    internal const int AnySet = -1;
}
