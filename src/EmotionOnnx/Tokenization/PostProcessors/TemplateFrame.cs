namespace EmotionOnnx.Tokenization.PostProcessors;

/// <summary>From a template to the frame that the classifier puts around ids.</summary>
internal static class TemplateFrame
{
    /// <summary>The frame, or null where the template is another than special tokens around the text, or the texts in their order.</summary>
    internal static TokenFrame? Of(TemplatePart[] parts, bool isPair)
    {
        int[] texts = [.. Enumerable.Range(0, parts.Length).Where(i => parts[i].Sequence is not null)];
        if (!texts.Select(i => parts[i].Sequence!.Value).SequenceEqual(isPair ? [0, 1] : [0]))
        {
            return null;
        }

        IEnumerable<FrameToken> prefix = Tokens(parts[..texts[0]]), suffix = Tokens(parts[(texts[^1] + 1)..]);
        int typeId = parts[texts[0]].TypeId;
        return isPair
            ? TokenFrame.OfPair(prefix, Tokens(parts[(texts[0] + 1)..texts[1]]), suffix, typeId, parts[texts[1]].TypeId)
            : TokenFrame.OfText(prefix, suffix, typeId);
    }

    private static IEnumerable<FrameToken> Tokens(TemplatePart[] parts) =>
        parts.SelectMany(part => part.Ids.Select(id => new FrameToken(id, part.TypeId)));
}
