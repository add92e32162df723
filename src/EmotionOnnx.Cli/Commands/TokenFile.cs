using EmotionOnnx.Training;

namespace EmotionOnnx.Cli.Commands;

/// <summary>A file of tokens to add: a token, a tab, and its name in words per line.</summary>
internal static class TokenFile
{
    public static IReadOnlyList<AddedToken> Read(string path)
    {
        var tokens = new List<AddedToken>();
        foreach ((int i, string line) in LabelFile.ReadLines(path).Index())
        {
            string[] cells = line.Split('\t');
            if (line.Trim().Length == 0)
            {
                continue;
            }

            tokens.Add(cells.Length == 2 && cells[0].Trim().Length > 0 && cells[1].Trim().Length > 0
                ? new AddedToken(cells[0].Trim(), cells[1].Trim())
                : throw CliException.BadInput(FormattableString.Invariant($"{path}:{i + 1}: a token, a tab and its name are expected.")));
        }

        return tokens;
    }
}
