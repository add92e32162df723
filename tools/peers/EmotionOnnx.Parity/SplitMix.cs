namespace EmotionOnnx.Parity;

/// <summary>Steele, Lea and Flood's SplitMix64: the same numbers on every runtime, and a generator costs nothing to make.</summary>
/// <param name="seed">The seed; neighbouring seeds give unrelated numbers.</param>
public struct SplitMix(ulong seed)
{
    private ulong _state = seed;

    /// <summary>64 random bits.</summary>
    public ulong Next()
    {
        ulong z = _state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>A number from 0 up to, and not, a bound.</summary>
    /// <param name="bound">The bound; 1 or more.</param>
    public int Next(int bound) => (int)((UInt128)Next() * (ulong)bound >> 64);

    /// <summary>A number from one to another, both included.</summary>
    /// <param name="first">The least.</param>
    /// <param name="last">The greatest.</param>
    public int Next(int first, int last) => first + Next(last - first + 1);
}
