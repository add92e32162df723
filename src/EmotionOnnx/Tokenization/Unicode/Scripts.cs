namespace EmotionOnnx.Tokenization.Unicode;

/// <summary>The scripts of all code points, as Oniguruma has them.</summary>
internal static class Scripts
{
    /// <summary>The long and the short names of the scripts.</summary>
    internal static IReadOnlyList<string> Names => ScriptData.Names;

    /// <summary>The code points of a script of <see cref="Names"/>, ascending.</summary>
    internal static IEnumerable<CodePointRange> Ranges(string name)
    {
        int script = Array.IndexOf(ScriptData.Names, name) / 2;
        int[] starts = [.. ScriptData.Starts];
        for (int run = 0; run < starts.Length; run++)
        {
            if (ScriptData.Scripts[run] == script)
            {
                yield return new CodePointRange(starts[run], run + 1 < starts.Length ? starts[run + 1] - 1 : 0x10FFFF);
            }
        }
    }
}
