using System.Text;
using EmotionOnnx.Tokenization.Json;

namespace EmotionOnnx.Tokenization.PreTokenizers;

/// <summary>Writes spaces as another character (SentencePiece's ▁), puts one in front, and splits before each.</summary>
internal sealed class MetaspacePreTokenizer(Rune replacement, MetaspacePreTokenizer.Prefix prefix, bool splits) : PreTokenizer
{
    internal const string TypeName = "Metaspace";

    private readonly char _replacementStart = replacement.ToString()[0];

    /// <summary>Which pieces get the replacement in front.</summary>
    internal enum Prefix
    {
        Always,

        /// <summary>Those that begin where the caller's string does.</summary>
        First,
        Never,
    }

    // Every space begins a piece. A part behind a cut starts with a space, so it gets no prefix.
    internal override TextCuts Cuts => splits ? TextCuts.BeforeSpace : TextCuts.None;

    internal override bool NeedsPlaces => prefix == Prefix.First;

    protected override bool Rewrites => true;

    internal static MetaspacePreTokenizer Read(JsonNode node)
    {
        node.AllowOnly("type", "replacement", "prepend_scheme", "split", "add_prefix_space", "str_rep");
        // A copy of the replacement in files of old.
        _ = node.OptionalString("str_rep");
        Rune replacement = node.Require("replacement").AsRune();
        Prefix prefix = node.OptionalString("prepend_scheme") switch
        {
            null or "always" => Prefix.Always,
            "first" => Prefix.First,
            "never" => Prefix.Never,
            string other => throw node.Error($"the prepend_scheme '{other}' is not known. Known: always, first, never."),
        };
        if (node.OptionalBoolean("add_prefix_space") == false && prefix != Prefix.Never)
        {
            throw node.Error("add_prefix_space is false, which asks for the prepend_scheme 'never'.");
        }

        return new MetaspacePreTokenizer(replacement, prefix, node.OptionalBoolean("split") ?? true);
    }

    protected override void Split(NormalizedText text, int start, int end, SplitList splitList, Scratch scratch)
    {
        ReadOnlySpan<char> chars = text.Chars[..end];
        int piece = text.NewLength;
        if (TakesPrefix(text, start, end))
        {
            text.Append(replacement.Value, start);
        }

        int at = start;
        while (at < end)
        {
            bool isSpace = chars[at] == ' ';
            bool begins = isSpace || IsReplacementAt(chars, at);
            if (begins && splits && text.NewLength > piece)
            {
                splitList.Add(piece, text.NewLength);
                piece = text.NewLength;
            }

            if (isSpace)
            {
                text.Append(replacement.Value, at++);
            }
            else
            {
                int next = NextBorder(chars, at + (begins ? replacement.Utf16SequenceLength : 1));
                text.CopyRun(at, next - at);
                at = next;
            }
        }

        splitList.Add(piece, text.NewLength);
    }

    private bool TakesPrefix(NormalizedText text, int start, int end)
    {
        ReadOnlySpan<char> chars = text.Chars[..end];
        bool asked = prefix == Prefix.Always || (prefix == Prefix.First && text.StartOf(start) == 0);
        return asked && chars[start] != ' ' && !IsReplacementAt(chars, start);
    }

    private bool IsReplacementAt(ReadOnlySpan<char> chars, int index) =>
        replacement.IsBmp
            ? chars[index] == replacement.Value
            : char.IsHighSurrogate(chars[index]) && char.ConvertToUtf32(chars[index], chars[index + 1]) == replacement.Value;

    // The next unit that may be a space or the beginning of the replacement.
    private int NextBorder(ReadOnlySpan<char> chars, int from)
    {
        ReadOnlySpan<char> rest = chars[from..];
        int next = rest.IndexOfAny(' ', _replacementStart);
        return next < 0 ? chars.Length : from + next;
    }
}
