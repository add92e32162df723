using EmotionOnnx.Tokenization.Json;

namespace EmotionOnnx.Tokenization.PreTokenizers;

/// <summary>Several pre-tokenizers, each of which sees the pieces of the one before.</summary>
internal sealed class SequencePreTokenizer(PreTokenizer[] parts) : PreTokenizer
{
    internal const string TypeName = "Sequence";

    // Where the first one puts a border between pieces, the others see only what stands on one side of it.
    internal override TextCuts Cuts => parts.Length == 0 ? TextCuts.None : parts[0].Cuts;

    internal override bool NeedsPlaces => parts.Any(part => part.NeedsPlaces);

    internal static SequencePreTokenizer Read(JsonNode node)
    {
        node.AllowOnly("type", "pretokenizers");
        return new SequencePreTokenizer([.. node.Require("pretokenizers").Items().Select(ComponentReader.PreTokenizer)]);
    }

    internal override void Apply(NormalizedText text, SplitList splits, Scratch scratch)
    {
        foreach (PreTokenizer part in parts)
        {
            part.Apply(text, splits, scratch);
        }
    }

    protected override void Split(NormalizedText text, int start, int end, SplitList splits, Scratch scratch) => splits.Add(start, end);
}
