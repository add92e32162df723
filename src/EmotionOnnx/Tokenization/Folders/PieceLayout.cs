using EmotionOnnx.Tokenization.SentencePiece;

namespace EmotionOnnx.Tokenization.Folders;

/// <summary>Where a class of tokenizers puts the pieces of a .model file among its own tokens.</summary>
internal enum PieceLayout
{
    /// <summary>As in the file.</summary>
    Plain,

    /// <summary>As in the file, with pieces such as "5," made so bad that digits and comma stay apart.</summary>
    NumbersApart,

    /// <summary>As in the file, with the unknown token at 3.</summary>
    Barthez,

    /// <summary>Four tokens in front in the place of three, and the mask at the end.</summary>
    Fairseq,

    /// <summary>Five tokens in front in the place of one, and the mask at the end.</summary>
    Camembert,

    /// <summary>As in the file, with the tokens &lt;extra_id_0&gt; and so on, backwards, at the end.</summary>
    T5,
}

/// <summary>How a class of tokenizers prepares a text.</summary>
internal enum PieceNormalization
{
    Plain,
    Albert,
    XLNet,
    DebertaV2,
}

/// <summary>Lays out vocabularies.</summary>
internal static class PieceVocabulary
{
    private const double Penalty = 100;

    /// <summary>The tokens with their scores, in the order of their ids, and the id of the unknown one.</summary>
    internal static (List<(string Token, double Score)> Tokens, int UnknownId) Of(PieceLayout layout, SentencePieceModel model, int extraIds)
    {
        IEnumerable<(string Token, double Score)> Pieces(int skipped) => model.Pieces.Skip(skipped).Select(piece => (piece.Text, (double)piece.Score));

        return layout switch
        {
            PieceLayout.NumbersApart => ([.. Pieces(0).Select(piece => EndsInNumberAndComma(piece.Token) ? (piece.Token, piece.Score - Penalty) : piece)], model.UnknownId),
            PieceLayout.Barthez => ([.. Pieces(0)], 3),
            PieceLayout.Fairseq => ([("<s>", 0), ("<pad>", 0), ("</s>", 0), ("<unk>", 0), .. Pieces(3), ("<mask>", 0)], 3),
            PieceLayout.Camembert => (
                [("<s>NOTUSED", 0), ("<pad>", 0), ("</s>NOTUSED", 0), ("<unk>", 0), ("<unk>NOTUSED", -Penalty), .. Pieces(1), ("<mask>", 0)], 3),
            PieceLayout.T5 => ([.. Pieces(0), .. ExtraIds(extraIds).Select(token => (token, 0.0))], model.UnknownId),
            _ => ([.. Pieces(0)], model.UnknownId),
        };
    }

    /// <summary>T5's own tokens in the order of their ids.</summary>
    internal static IEnumerable<string> ExtraIds(int count) => Enumerable.Range(0, count).Select(i => $"<extra_id_{count - 1 - i}>");

    // Python's isdigit, which is wider than '0' to '9': what has the property Numeric_Type=Digit or Decimal.
    private static bool EndsInNumberAndComma(string piece) =>
        piece.Length >= 2 && piece[^1] == ',' && (char.IsAsciiDigit(piece[^2]) || IsOtherDigit(piece));

    private static bool IsOtherDigit(string piece)
    {
        int at = piece.Length >= 3 && char.IsLowSurrogate(piece[^2]) ? piece.Length - 3 : piece.Length - 2;
        System.Text.Rune rune = System.Text.Rune.GetRuneAt(piece, at);
        return !rune.IsAscii && System.Globalization.CharUnicodeInfo.GetDigitValue(piece, at) >= 0;
    }
}
