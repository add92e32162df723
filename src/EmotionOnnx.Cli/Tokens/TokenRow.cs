using System.Globalization;
using EmotionOnnx.Cli.Output;

namespace EmotionOnnx.Cli.Tokens;

/// <summary>One token as it is shown.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Token">Its spelling in the vocabulary.</param>
/// <param name="Offsets">The part of its text.</param>
/// <param name="Word">The number of its word.</param>
/// <param name="Sequence">Of which text it is, 0 or 1; null for a special token around the text.</param>
/// <param name="IsUnknown">Whether it stands for what the vocabulary does not have.</param>
internal readonly record struct TokenRow(int Id, string Token, TokenOffsets Offsets, int? Word, int? Sequence, bool IsUnknown)
{
    private const int MostCells = 60;

    public bool IsSpecial => Sequence is null;

    public string OffsetsText => IsSpecial ? "" : string.Create(CultureInfo.InvariantCulture, $"{Offsets.Start}-{Offsets.End}");

    /// <summary>The spelling, safe for a terminal; a token that begins with a combining mark has a circle for it to stand on.</summary>
    public string TokenText
    {
        get
        {
            string shown = TerminalText.Fit(TerminalText.Escape(Token), MostCells);
            return shown.Length > 0 && TerminalText.Width(shown.AsSpan(0, char.IsHighSurrogate(shown[0]) ? 2 : 1)) == 0 ? $"\u25cc{shown}" : shown;
        }
    }

    /// <summary>The part of the text that it stands for, cut where it is long.</summary>
    public string PartOf(string text)
    {
        ReadOnlySpan<char> part = text.AsSpan(Offsets.Start, Offsets.End - Offsets.Start);
        return TerminalText.Fit(TerminalText.Escape(part[..Math.Min(part.Length, MostCells * 8)]), MostCells);
    }

    /// <summary>The rows of an encoding without its padding.</summary>
    public static List<TokenRow> Of(TokenEncoding encoding, int? unknownId)
    {
        var rows = new List<TokenRow>(encoding.Ids.Length);
        for (int i = 0; i < encoding.Ids.Length; i++)
        {
            if (encoding.AttentionMask[i] != 0)
            {
                int? sequence = encoding.SequenceIds[i];
                rows.Add(new TokenRow(encoding.Ids[i], encoding.Tokens[i], encoding.Offsets[i], encoding.WordIds[i], sequence, sequence is not null && encoding.Ids[i] == unknownId));
            }
        }

        return rows;
    }

    /// <summary>How many there are, for a person.</summary>
    public static string Count(List<TokenRow> rows, int padding)
    {
        int special = rows.Count(row => row.IsSpecial);
        int unknown = rows.Count(row => row.IsUnknown);
        string text = string.Create(CultureInfo.InvariantCulture, $"{rows.Count} token{(rows.Count == 1 ? "" : "s")}");
        var parts = new List<string>();
        if (special > 0)
        {
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"{special} special"));
        }

        if (unknown > 0)
        {
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"{unknown} unknown"));
        }

        string padded = padding > 0 ? string.Create(CultureInfo.InvariantCulture, $", and {padding} of padding") : "";
        return parts.Count == 0 ? text + padded : $"{text} ({string.Join(", ", parts)}){padded}";
    }
}
