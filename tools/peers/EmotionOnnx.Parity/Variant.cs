namespace EmotionOnnx.Parity;

/// <summary>Options that both sides get.</summary>
/// <param name="Name">How the report calls them.</param>
/// <param name="Options">Ours.</param>
/// <param name="Reference">The reference's, as JSON fields; what is not named is as the file declares it.</param>
/// <param name="IsPair">Whether each text is encoded with the next one as a pair.</param>
/// <param name="Sparseness">Of how many texts one is compared.</param>
internal sealed record Variant(string Name, EncodeOptions Options, string Reference, bool IsPair, int Sparseness)
{
    private const int Some = 7;

    private static readonly EncodeOptions Plain = new() { Truncation = Truncation.None, Padding = Padding.None, ReturnOverflow = true };

    internal static IReadOnlyList<Variant> All { get; } =
    [
        new("plain", Plain, """ "truncation": null, "padding": null """, false, 1),
        new("as declared", EncodeOptions.Default, "", false, Some),
        new("no special tokens", Plain with { AddSpecialTokens = false },
            """ "truncation": null, "padding": null, "addSpecialTokens": false """, false, Some),
        new("pair", Plain, """ "truncation": null, "padding": null """, true, Some),
        Cut("truncation 9", Truncation.To(9), """{ "max_length": 9, "stride": 0, "strategy": "LongestFirst", "direction": "Right" }""", false),
        Cut("truncation 12, stride 3", Truncation.To(12, 3), """{ "max_length": 12, "stride": 3, "strategy": "LongestFirst", "direction": "Right" }""", false),
        Cut("truncation 12, stride 4, left", Truncation.To(12, 4, TokenSide.Left), """{ "max_length": 12, "stride": 4, "strategy": "LongestFirst", "direction": "Left" }""", false),
        Cut("pair, truncation 21, stride 2", Truncation.To(21, 2), """{ "max_length": 21, "stride": 2, "strategy": "LongestFirst", "direction": "Right" }""", true),
        Cut("pair, truncation 20, stride 2, left", Truncation.To(20, 2, TokenSide.Left), """{ "max_length": 20, "stride": 2, "strategy": "LongestFirst", "direction": "Left" }""", true),
        Cut("pair, only first", Truncation.To(24, 1, TokenSide.Right, TruncationStrategy.OnlyFirst), """{ "max_length": 24, "stride": 1, "strategy": "OnlyFirst", "direction": "Right" }""", true),
        Cut("pair, only second", Truncation.To(24, 1, TokenSide.Right, TruncationStrategy.OnlySecond), """{ "max_length": 24, "stride": 1, "strategy": "OnlySecond", "direction": "Right" }""", true),
        new("padding 40", Plain with { Padding = Padding.Fixed(40) },
            """ "truncation": null, "padding": { "strategy": { "Fixed": 40 }, "direction": "Right", "pad_to_multiple_of": null, "pad_id": 0, "pad_type_id": 0, "pad_token": "[PAD]" } """, false, Some),
        new("padding to 8s, left", Plain with { Padding = Padding.Longest(8, TokenSide.Left, 1, 1, "[X]") },
            """ "truncation": null, "padding": { "strategy": "BatchLongest", "direction": "Left", "pad_to_multiple_of": 8, "pad_id": 1, "pad_type_id": 1, "pad_token": "[X]" } """, true, Some),
    ];

    // With a stride of 0 the reference stops reading where it cuts, and gives no overflow to compare with.
    private static Variant Cut(string name, Truncation truncation, string json, bool isPair) => new(
        name,
        Plain with { Truncation = truncation, ReturnOverflow = false },
        $""" "truncation": {json}, "padding": null """,
        isPair,
        Some);
}
