using System.Text;

namespace EmotionOnnx.Parity;

/// <summary>Every code point that there is: between letters, and between marks that must be put in order.</summary>
internal static class CodePoints
{
    private const int PerText = 64;

    internal static Corpus Corpus { get; } = new("all code points", [.. Make()]) { Thinning = 5, ComponentThinning = 8 };

    private static IEnumerable<string> Make()
    {
        int[] all = [.. Enumerable.Range(0, 0x110000).Where(Rune.IsValid)];
        foreach (int[] some in all.Chunk(PerText))
        {
            yield return string.Concat(some.Select(scalar => $"x{new Rune(scalar)}y "));
            yield return string.Concat(some.Select(scalar => $"e\u0301{new Rune(scalar)}\u0323 "));
        }
    }
}
