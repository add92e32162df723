using System.Buffers;
using System.Text;
using EmotionOnnx.Tokenization.Json;
using EmotionOnnx.Tokenization.Unicode;

namespace EmotionOnnx.Tokenization.Normalizers;

/// <summary>BERT's normalizer: cleaning, spaces around ideographs, accents off, lower case; all steps in one pass.</summary>
internal sealed class BertNormalizer(bool cleanText, bool handleChineseChars, bool stripAccents, bool lowercase) : Normalizer
{
    internal const string TypeName = "BertNormalizer";

    private static readonly SearchValues<char> PrintableAscii =
        SearchValues.Create([.. Enumerable.Range(' ', '~' - ' ' + 1).Select(unit => (char)unit)]);

    // A space has no decomposition and no combining class, so nothing moves across it.
    internal override bool AllowsCutBeforeSpace => true;

    internal static BertNormalizer Read(JsonNode node)
    {
        node.AllowOnly("type", "clean_text", "handle_chinese_chars", "strip_accents", "lowercase");
        bool lowercase = node.Boolean("lowercase");
        // Null means what the original BERT did: accents go when the case goes.
        bool stripAccents = node.OptionalBoolean("strip_accents") ?? lowercase;
        return new BertNormalizer(node.Boolean("clean_text"), node.Boolean("handle_chinese_chars"), stripAccents, lowercase);
    }

    internal override void Apply(NormalizedText text, Scratch scratch)
    {
        MarkSorter sorter = scratch.Marks;
        text.BeginRewrite();
        ReadOnlySpan<char> chars = text.Chars;
        int i = 0;
        while (i < chars.Length)
        {
            char c = chars[i];
            if (c is >= ' ' and <= '~')
            {
                Flush(text, sorter);
                i += CopyAscii(text, chars[i..], i);
                continue;
            }

            CharacterClass kind = CharacterClasses.At(chars, i, out int length);
            if (!cleanText || !kind.Has(CharacterClass.Removed))
            {
                int scalar = length == 1 ? c : char.ConvertToUtf32(c, chars[i + 1]);
                Add(text, sorter, cleanText && kind.Has(CharacterClass.Space) ? ' ' : scalar, kind, i);
            }

            i += length;
        }

        Flush(text, sorter);
        text.EndRewrite();
    }

    private int CopyAscii(NormalizedText text, ReadOnlySpan<char> rest, int source)
    {
        int count = rest.IndexOfAnyExcept(PrintableAscii);
        count = count < 0 ? rest.Length : count;
        Span<char> run = text.AppendRun(count, source);
        if (lowercase)
        {
            _ = Ascii.ToLower(rest[..count], run, out _);
        }
        else
        {
            rest[..count].CopyTo(run);
        }

        return count;
    }

    private void Add(NormalizedText text, MarkSorter sorter, int scalar, CharacterClass kind, int source)
    {
        if (handleChineseChars && kind.Has(CharacterClass.Chinese))
        {
            Flush(text, sorter);
            text.Append(' ', source);
            Decompose(text, sorter, scalar, kind, source);
            Flush(text, sorter);
            text.Append(' ', source);
        }
        else
        {
            Decompose(text, sorter, scalar, kind, source);
        }
    }

    private void Decompose(NormalizedText text, MarkSorter sorter, int scalar, CharacterClass kind, int source)
    {
        if (!stripAccents)
        {
            Emit(text, scalar, kind, source);
        }
        else if (!kind.Has(CharacterClass.Decomposable))
        {
            Flush(text, sorter);
            EmitBase(text, scalar, kind, source);
        }
        else
        {
            Span<int> parts = stackalloc int[Decomposition.MaxLength];
            int count = Decomposition.Decompose(scalar, parts);
            for (int i = 0; i < count; i++)
            {
                int order = Decomposition.OrderOf(parts[i]);
                if (order == 0)
                {
                    Flush(text, sorter);
                }

                sorter.Add(parts[i], order, i == 0 ? source : MarkSorter.SameSource);
            }
        }
    }

    private void Flush(NormalizedText text, MarkSorter sorter)
    {
        if (sorter.Count == 0)
        {
            return;
        }

        sorter.Sort();
        for (int i = 0; i < sorter.Count; i++)
        {
            int scalar = sorter.Scalar(i);
            int source = sorter.NextSource(i);
            EmitBase(text, scalar, CharacterClasses.Of(scalar), source);
        }

        sorter.Clear();
    }

    private void EmitBase(NormalizedText text, int scalar, CharacterClass kind, int source)
    {
        if (!kind.Has(CharacterClass.NonspacingMark))
        {
            Emit(text, scalar, kind, source);
        }
    }

    private void Emit(NormalizedText text, int scalar, CharacterClass kind, int source)
    {
        if (!lowercase || !kind.Has(CharacterClass.Cased))
        {
            text.Append(scalar, source);
        }
        else if (scalar == Lowercase.DottedCapitalI)
        {
            text.Append('i', source);
            text.Append(Lowercase.DotAbove, source);
        }
        else
        {
            text.Append(Lowercase.Of(scalar), source);
        }
    }
}
