using System.Text;
using EmotionOnnx.Tokenization.Unicode;

namespace EmotionOnnx.Tokenization.Normalizers;

/// <summary>One of Unicode's normalization forms. What a form can't change is copied in runs.</summary>
internal abstract class NormalFormNormalizer(NormalForm form) : Normalizer
{
    // A space has no decomposition and no combining class, and is composed with nothing before it: nothing moves across it.
    internal sealed override bool AllowsCutBeforeSpace => true;

    internal sealed override void Apply(NormalizedText text, Scratch scratch)
    {
        ReadOnlySpan<char> chars = text.Chars;
        int next = NextChange(chars, 0);
        if (next < 0)
        {
            return;
        }

        var changes = new TextChanges(text);
        for (; next >= 0; next = NextChange(chars, changes.Next))
        {
            changes.CopyTo(next);
            Rewrite(ref changes, chars, next, scratch);
        }

        changes.CopyTo(chars.Length);
        changes.End();
    }

    // The first code point from an index on that is not stable, or where forms compose the stable one before it, which may take
    // it in; -1 if there is none.
    private int NextChange(ReadOnlySpan<char> chars, int from)
    {
        int before = from;
        int length;
        for (int i = from; i < chars.Length; i += length)
        {
            length = 1;
            if (char.IsAscii(chars[i]))
            {
                before = i;
                continue;
            }

            if (!form.IsStable(At(chars, i, out length)))
            {
                return form.Composes ? before : i;
            }

            before = i;
        }

        return -1;
    }

    // From an index to the next stable code point but one at the index itself.
    private void Rewrite(ref TextChanges changes, ReadOnlySpan<char> chars, int start, Scratch scratch)
    {
        Span<int> parts = stackalloc int[Compatibility.MaxLength];
        MarkSorter sorter = scratch.Marks;
        int length;
        for (int i = start; i < chars.Length; i += length)
        {
            int scalar = At(chars, i, out length);
            if (i > start && form.IsStable(scalar))
            {
                break;
            }

            int count = form.Decompose(scalar, parts);
            for (int part = 0; part < count; part++)
            {
                int order = Decomposition.OrderOf(parts[part]);
                if (order == 0)
                {
                    Release(ref changes, scratch);
                }

                sorter.Add(parts[part], order, part == 0 ? i : MarkSorter.SameSource);
            }
        }

        Release(ref changes, scratch);
        scratch.Composer.Flush(ref changes);
    }

    private void Release(ref TextChanges changes, Scratch scratch)
    {
        MarkSorter sorter = scratch.Marks;
        sorter.Sort();
        for (int i = 0; i < sorter.Count; i++)
        {
            int change = sorter.IsFirst(i) ? 0 : 1;
            if (form.Composes)
            {
                scratch.Composer.Add(ref changes, sorter.Scalar(i), change, sorter.Order(i));
            }
            else
            {
                changes.Emit(sorter.Scalar(i), change);
            }
        }

        sorter.Clear();
    }

    private static int At(ReadOnlySpan<char> chars, int index, out int length)
    {
        char c = chars[index];
        if (!char.IsHighSurrogate(c))
        {
            length = 1;
            return c;
        }

        _ = Rune.DecodeFromUtf16(chars[index..], out Rune rune, out length);
        return rune.Value;
    }
}
