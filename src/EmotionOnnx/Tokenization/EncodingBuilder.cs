using System.Collections.Immutable;
using System.Runtime.InteropServices;
using EmotionOnnx.Tokenization.PostProcessors;

namespace EmotionOnnx.Tokenization;

/// <summary>Fills the lists of an encoding, part by part.</summary>
internal sealed class EncodingBuilder
{
    private readonly int[] _ids;
    private readonly int[] _typeIds;
    private readonly int[] _attention;
    private readonly int[] _special;
    private readonly string[] _tokens;
    private readonly TokenOffsets[] _offsets;
    private readonly int?[] _words;
    private readonly int?[] _sequences;
    private readonly PostProcessor _processor;
    private readonly bool _addsSpecialTokens;
    private int _count;

    internal EncodingBuilder(int length, PostProcessor processor, bool addsSpecialTokens)
    {
        _processor = processor;
        _addsSpecialTokens = addsSpecialTokens;
        _ids = new int[length];
        _typeIds = new int[length];
        _attention = new int[length];
        _special = new int[length];
        _tokens = new string[length];
        _offsets = new TokenOffsets[length];
        _words = new int?[length];
        _sequences = new int?[length];
    }

    internal void AddText(SequenceTokens text, Range window, int sequence, int typeId)
    {
        (int start, int count) = window.GetOffsetAndLength(text.Count);
        text.Ids.AsSpan(start, count).CopyTo(_ids.AsSpan(_count));
        text.Tokens.AsSpan(start, count).CopyTo(_tokens.AsSpan(_count));
        text.Offsets.AsSpan(start, count).CopyTo(_offsets.AsSpan(_count));
        _processor.AdjustOffsets(text, start, _offsets.AsSpan(_count, count), isFirst: true, _addsSpecialTokens);
        for (int i = 0; i < count; i++)
        {
            _words[_count + i] = text.Words[start + i];
        }

        _typeIds.AsSpan(_count, count).Fill(typeId);
        _attention.AsSpan(_count, count).Fill(1);
        _sequences.AsSpan(_count, count).Fill(sequence);
        _count += count;
    }

    internal void AddSpecial(TemplatePart part)
    {
        int count = part.Ids.Length;
        part.Ids.CopyTo(_ids.AsSpan(_count));
        part.Tokens.CopyTo(_tokens.AsSpan(_count));
        _typeIds.AsSpan(_count, count).Fill(part.TypeId);
        _attention.AsSpan(_count, count).Fill(1);
        _special.AsSpan(_count, count).Fill(1);
        _count += count;
    }

    internal void AddPadding(int count, int id, int typeId, string token)
    {
        _ids.AsSpan(_count, count).Fill(id);
        _tokens.AsSpan(_count, count).Fill(token);
        _typeIds.AsSpan(_count, count).Fill(typeId);
        _special.AsSpan(_count, count).Fill(1);
        _count += count;
    }

    internal TokenEncoding Build(ImmutableArray<TokenEncoding> overflow) => new(
        ImmutableCollectionsMarshal.AsImmutableArray(_ids),
        ImmutableCollectionsMarshal.AsImmutableArray(_typeIds),
        ImmutableCollectionsMarshal.AsImmutableArray(_attention),
        ImmutableCollectionsMarshal.AsImmutableArray(_special),
        ImmutableCollectionsMarshal.AsImmutableArray(_tokens),
        ImmutableCollectionsMarshal.AsImmutableArray(_offsets),
        ImmutableCollectionsMarshal.AsImmutableArray(_words),
        ImmutableCollectionsMarshal.AsImmutableArray(_sequences),
        overflow);
}
