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
        Cut("truncation 9", Truncation.To(9), false),
        Cut("truncation 12, left", Truncation.To(12, 4, TokenSide.Left), false),
        Cut("pair, truncation 21", Truncation.To(21), true),
        Cut("pair, truncation 21, left", Truncation.To(21, 2, TokenSide.Left), true),
        Windows("windows of 12, stride 3", Truncation.To(12, 3), false),
        Windows("windows of 12, stride 4, left", Truncation.To(12, 4, TokenSide.Left), false),
        Windows("pair, windows of 22, stride 2", Truncation.To(22, 2), true),
        Windows("pair, windows of 20, stride 2, left", Truncation.To(20, 2, TokenSide.Left), true),
        Windows("pair, windows of 24, only first", Truncation.To(24, 1, TokenSide.Right, TruncationStrategy.OnlyFirst), true),
        Windows("pair, windows of 24, only second", Truncation.To(24, 1, TokenSide.Right, TruncationStrategy.OnlySecond), true),
        Own("as 0.23 cuts, windows of 12, stride 3", Truncation.To(12, 3), false),
        Own("as 0.23 cuts, windows of 12, stride 4, left", Truncation.To(12, 4, TokenSide.Left), false),
        Own("as 0.23 cuts, pair, windows of 22, stride 2", Truncation.To(22, 2), true),
        Own("as 0.23 cuts, pair, windows of 20, stride 2, left", Truncation.To(20, 2, TokenSide.Left), true),
        Own("as 0.23 cuts, pair, windows of 24, only first", Truncation.To(24, 0, TokenSide.Right, TruncationStrategy.OnlyFirst), true),
        new("padding 40", Plain with { Padding = Padding.Fixed(40) },
            """ "truncation": null, "padding": { "strategy": { "Fixed": 40 }, "direction": "Right", "pad_to_multiple_of": null, "pad_id": 0, "pad_type_id": 0, "pad_token": "[PAD]" } """, false, Some),
        new("padding to 8s, left", Plain with { Padding = Padding.Longest(8, TokenSide.Left, 1, 1, "[X]") },
            """ "truncation": null, "padding": { "strategy": "BatchLongest", "direction": "Left", "pad_to_multiple_of": 8, "pad_id": 1, "pad_type_id": 1, "pad_token": "[X]" } """, true, Some),
    ];

    // The reference's own truncation, compared in what stays. What is left for the texts of a pair is an even number of tokens:
    // of an odd one, version 0.23 gives the odd token to either text, as it does not read them to their ends.
    private static Variant Cut(string name, Truncation truncation, bool isPair) => new(
        name,
        Plain with { Truncation = truncation, ReturnOverflow = false },
        $$""" "truncation": { "max_length": {{truncation.MaxLength}}, {{Json(truncation)}} }, "padding": null """,
        isPair,
        Some);

    // All windows, which reference.mjs has cut from whole encodings.
    private static Variant Windows(string name, Truncation truncation, bool isPair) => new(
        name,
        Plain with { Truncation = truncation },
        $$""" "truncation": null, "padding": null, "windows": { "maxLength": {{truncation.MaxLength}}, {{Json(truncation)}} } """,
        isPair,
        Some);

    // The reference's own windows, incomplete as they are. (It aborts the process where a stride is too long for what is left for a
    // text, which these are not.)
    private static Variant Own(string name, Truncation truncation, bool isPair) => new(
        name,
        Plain with { Truncation = truncation, ReadsToEnd = false },
        $$""" "truncation": { "max_length": {{truncation.MaxLength}}, {{Json(truncation)}} }, "padding": null """,
        isPair,
        Some);

    private static string Json(Truncation truncation) =>
        $"\"stride\": {truncation.Stride}, \"strategy\": \"{truncation.Strategy}\", \"direction\": \"{truncation.Side}\"";
}
