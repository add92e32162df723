namespace EmotionOnnx.Tokenization.Unicode;

/// <summary>One of Unicode's four normalization forms: what it does to single code points.</summary>
internal sealed class NormalForm
{
    // Planes above the third hold nothing that any form changes.
    private const int Limit = 0x30000;

    private readonly bool _compatible;
    private readonly uint[] _stable = new uint[Limit / 32];

    internal NormalForm(bool compatible, bool composes)
    {
        _compatible = compatible;
        Composes = composes;
        _stable.AsSpan().Fill(uint.MaxValue);
        foreach (int scalar in Decomposition.All)
        {
            if (!composes || !ComesBack(scalar))
            {
                MakeUnstable(scalar);
            }
        }

        Decomposition.ForEachMark(MakeUnstable);
        if (composes)
        {
            Composition.ForEachSecond(MakeUnstable);
        }
        else
        {
            Decomposition.ForEachSyllable(MakeUnstable);
        }

        if (compatible)
        {
            foreach (int scalar in Compatibility.All)
            {
                MakeUnstable(scalar);
            }
        }
    }

    /// <summary>Whether the form puts together again what it took apart.</summary>
    internal bool Composes { get; }

    /// <summary>Whether a code point stays as it is whatever stands before it, and nothing before it depends on what follows.</summary>
    internal bool IsStable(int scalar) => scalar >= Limit || (_stable[scalar >> 5] & (1u << (scalar & 31))) != 0;

    /// <summary>Writes the decomposition of a code point.</summary>
    /// <returns>How many code points were written.</returns>
    internal int Decompose(int scalar, Span<int> parts) =>
        _compatible ? Compatibility.Decompose(scalar, parts) : Decomposition.Decompose(scalar, parts);

    // Whether composition restores it, and its first part could not have been composed with what stands before.
    private static bool ComesBack(int scalar)
    {
        Span<int> parts = stackalloc int[Decomposition.MaxLength];
        _ = Decomposition.Decompose(scalar, parts);
        return Composition.IsComposed(scalar) && Decomposition.OrderOf(parts[0]) == 0 && !Composition.IsSecond(parts[0]);
    }

    private void MakeUnstable(int scalar) => _stable[scalar >> 5] &= ~(1u << (scalar & 31));
}
