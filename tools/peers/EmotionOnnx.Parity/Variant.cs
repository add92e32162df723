namespace EmotionOnnx.Parity;

/// <summary>Options that both sides get.</summary>
/// <param name="Name">How the report calls them.</param>
/// <param name="Options">Ours.</param>
/// <param name="Reference">The reference's, as JSON fields; what is not named is as the file declares it.</param>
/// <param name="IsPair">Whether each text is encoded with the next one as a pair.</param>
/// <param name="Sparseness">Of how many texts one is compared.</param>
internal sealed record Variant(string Name, EncodeOptions Options, string Reference, bool IsPair, int Sparseness)
{
    // There are about as many sets of options as this says, and each takes other texts: together they take most.
    private const int Few = 21;
    private const int Some = 7;

    private const string AsIs = """ "truncation": null, "padding": null """;

    private static readonly EncodeOptions PlainOptions = new() { Truncation = Truncation.None, Padding = Padding.None, ReturnOverflow = true };

    /// <summary>Every text, whole.</summary>
    internal static Variant Plain { get; } = new("plain", PlainOptions, AsIs, false, 1);

    /// <summary>What SentencePiece itself gives: a text's ids, with nothing around them.</summary>
    internal static Variant Bare { get; } = new("no special tokens", PlainOptions with { AddSpecialTokens = false }, AsIs, false, 1);

    /// <summary>Whether word ids, tokens and the decoded text are compared as well.</summary>
    internal bool HasDetail { get; private init; }

    /// <summary>All that a tokenizer is tried with.</summary>
    /// <param name="single">How many special tokens it puts around a text.</param>
    /// <param name="pair">How many it puts around and between two.</param>
    internal static IReadOnlyList<Variant> For(int single, int pair) =>
    [
        Plain,
        new("words, tokens, decoded", PlainOptions, AsIs + """, "detail": true """, false, Some) { HasDetail = true },
        new("as declared", EncodeOptions.Default, "", false, Some),
        new("no special tokens", PlainOptions with { AddSpecialTokens = false }, AsIs + """, "addSpecialTokens": false """, false, Some),
        new("pair", PlainOptions, AsIs, true, Few),
        new("pair, no special tokens", PlainOptions with { AddSpecialTokens = false }, AsIs + """, "addSpecialTokens": false """, true, Few),
        Cut("truncation", Truncation.To(7 + single), false),
        Cut("truncation, left", Truncation.To(10 + single, 4, TokenSide.Left), false),
        Cut("pair, truncation", Truncation.To(18 + pair), true),
        Cut("pair, truncation, left", Truncation.To(18 + pair, 2, TokenSide.Left), true),
        Windows("windows", Truncation.To(10 + single, 3), false),
        Windows("windows, left", Truncation.To(10 + single, 4, TokenSide.Left), false),
        Windows("pair, windows", Truncation.To(19 + pair, 2), true),
        Windows("pair, windows, left", Truncation.To(17 + pair, 2, TokenSide.Left), true),
        Windows("pair, windows, only first", Truncation.To(21 + pair, 1, TokenSide.Right, TruncationStrategy.OnlyFirst), true),
        Windows("pair, windows, only second", Truncation.To(21 + pair, 1, TokenSide.Right, TruncationStrategy.OnlySecond), true),
        Own("as 0.23 cuts, windows", Truncation.To(10 + single, 3), false),
        Own("as 0.23 cuts, windows, left", Truncation.To(10 + single, 4, TokenSide.Left), false),
        Own("as 0.23 cuts, pair, windows", Truncation.To(19 + pair, 2), true),
        Own("as 0.23 cuts, pair, windows, left", Truncation.To(17 + pair, 2, TokenSide.Left), true),
        Own("as 0.23 cuts, pair, windows, only first", Truncation.To(21 + pair, 0, TokenSide.Right, TruncationStrategy.OnlyFirst), true),
        new("padding", PlainOptions with { Padding = Padding.Fixed(40, id: 0, token: "[PAD]") },
            """ "truncation": null, "padding": { "strategy": { "Fixed": 40 }, "direction": "Right", "pad_to_multiple_of": null, "pad_id": 0, "pad_type_id": 0, "pad_token": "[PAD]" } """, false, Few),
        new("pair, padding to 8s, left", PlainOptions with { Padding = Padding.Longest(8, TokenSide.Left, 1, 1, "[X]") },
            """ "truncation": null, "padding": { "strategy": "BatchLongest", "direction": "Left", "pad_to_multiple_of": 8, "pad_id": 1, "pad_type_id": 1, "pad_token": "[X]" } """, true, Few),
    ];

    // The reference's own truncation, compared in what stays. What is left for the texts of a pair is an even number of tokens:
    // of an odd one, version 0.23 gives the odd token to either text, as it does not read them to their ends.
    private static Variant Cut(string name, Truncation truncation, bool isPair) => new(
        name,
        PlainOptions with { Truncation = truncation, ReturnOverflow = false },
        $$""" "truncation": { "max_length": {{truncation.MaxLength}}, {{Json(truncation)}} }, "padding": null """,
        isPair,
        Few);

    // All windows, which reference.mjs has cut from whole encodings.
    private static Variant Windows(string name, Truncation truncation, bool isPair) => new(
        name,
        PlainOptions with { Truncation = truncation },
        $$""" "truncation": null, "padding": null, "windows": { "maxLength": {{truncation.MaxLength}}, {{Json(truncation)}} } """,
        isPair,
        Few);

    // The reference's own windows, incomplete as they are. (It aborts the process where a stride is too long for what is left for a
    // text, which these are not.)
    private static Variant Own(string name, Truncation truncation, bool isPair) => new(
        name,
        PlainOptions with { Truncation = truncation, ReadsToEnd = false },
        $$""" "truncation": { "max_length": {{truncation.MaxLength}}, {{Json(truncation)}} }, "padding": null """,
        isPair,
        Few);

    private static string Json(Truncation truncation) =>
        $"\"stride\": {truncation.Stride}, \"strategy\": \"{truncation.Strategy}\", \"direction\": \"{truncation.Side}\"";
}
