using System.Text;
using EmotionOnnx.Tokenization.Models;
using EmotionOnnx.Tokenization.Normalizers;

namespace EmotionOnnx.Tokenization.SentencePiece;

/// <summary>
/// SentencePiece's own normalization: the longest text of the map first from place to place (not by grapheme, as Hugging Face's
/// Precompiled does it), spaces gathered and written as U+2581, user-defined symbols left alone.
/// </summary>
internal sealed class SentencePieceNormalizer(SentencePieceModel model, PieceTrie symbols) : Normalizer
{
    private const char Mark = '\u2581';

    private readonly CharsMap? _map = ReadMap(model);
    private readonly bool _addsPrefix = model.AddsDummyPrefix && !model.HasSpaceAsSuffix;
    private readonly bool _addsSuffix = model.AddsDummyPrefix && model.HasSpaceAsSuffix;
    private readonly bool _removesSpaces = model.RemovesExtraSpaces;
    private readonly char _space = model.EscapesSpaces ? Mark : ' ';

    internal override bool AllowsCutBeforeSpace => false;

    private static CharsMap? ReadMap(SentencePieceModel model)
    {
        try
        {
            return model.CharsMap.Length == 0 ? null : CharsMap.Read(model.CharsMap);
        }
        catch (FormatException error)
        {
            throw new TokenizerException(model.File, $"normalizer_spec: the precompiled_charsmap can't be read: {error.Message}.", error);
        }
    }

    /// <summary>The length of the longest user-defined symbol that a text begins with; 0 for none.</summary>
    internal static int LongestSymbol(PieceTrie symbols, ReadOnlySpan<char> text)
    {
        int node = PieceTrie.Root, longest = 0;
        for (int i = 0; i < text.Length && symbols.TryStep(ref node, text[i], out int id); i++)
        {
            longest = id == PieceTrie.NoToken ? longest : i + 1;
        }

        return longest;
    }

    internal override void Apply(NormalizedText text, Scratch scratch)
    {
        ReadOnlySpan<char> chars = text.Chars;
        int start = 0;
        while (_removesSpaces && start < chars.Length && IsSpace(chars[start..], out int width))
        {
            start += width;
        }

        text.BeginRewrite();
        if (start < chars.Length)
        {
            Rewrite(text, chars, start);
        }

        text.EndRewrite();
    }

    private void Rewrite(NormalizedText text, ReadOnlySpan<char> chars, int start)
    {
        if (_addsPrefix)
        {
            text.Append(_space, start);
        }

        bool afterSpace = _removesSpaces;
        for (int at = start; at < chars.Length;)
        {
            int width = LongestSymbol(symbols, chars[at..]);
            bool isSymbol = width > 0;
            bool wrote = false, endsInSpace = false;
            if (!isSymbol && _map is not null && _map.TryFindLongest(chars[at..], out width, out ReadOnlySpan<byte> replacement))
            {
                while (!replacement.IsEmpty)
                {
                    _ = Rune.DecodeFromUtf8(replacement, out Rune rune, out int length);
                    replacement = replacement[length..];
                    Append(text, rune.Value, at, afterSpace, ref wrote, ref endsInSpace);
                }
            }
            else
            {
                width = isSymbol ? width : char.IsHighSurrogate(chars[at]) ? 2 : 1;
                for (int i = at; i < at + width; i++)
                {
                    int scalar = char.IsHighSurrogate(chars[i]) ? char.ConvertToUtf32(chars[i], chars[i + 1]) : chars[i];
                    Append(text, scalar, i, afterSpace, ref wrote, ref endsInSpace);
                    i += scalar > char.MaxValue ? 1 : 0;
                }
            }

            afterSpace = _removesSpaces && (wrote ? endsInSpace : afterSpace);
            at += width;
        }

        // Also the marks that the text itself has.
        while (_removesSpaces && text.NewLength > 0 && text.LastOfNew == _space)
        {
            text.RemoveLastOfNew();
        }

        if (_addsSuffix)
        {
            text.Append(_space, chars.Length - 1);
        }
    }

    // Of what stands for one place of the text, the spaces that it begins with are left out behind a space.
    private void Append(NormalizedText text, int scalar, int source, bool afterSpace, ref bool wrote, ref bool endsInSpace)
    {
        endsInSpace = scalar == ' ';
        if (!endsInSpace || wrote || !afterSpace)
        {
            wrote = true;
            text.Append(endsInSpace ? _space : scalar, source);
        }
    }

    private bool IsSpace(ReadOnlySpan<char> text, out int width)
    {
        width = LongestSymbol(symbols, text);
        return width > 0 ? text[..width] is " "
            : _map is not null && _map.TryFindLongest(text, out width, out ReadOnlySpan<byte> replacement) ? replacement.SequenceEqual(" "u8)
            : text[0] == ' ' && (width = 1) == 1;
    }
}
