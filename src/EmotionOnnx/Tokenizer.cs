using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using EmotionOnnx.Tokenization;
using EmotionOnnx.Tokenization.AddedTokens;
using EmotionOnnx.Tokenization.Decoders;
using EmotionOnnx.Tokenization.PostProcessors;

namespace EmotionOnnx;

/// <summary>
/// A tokenizer as Hugging Face describes it in tokenizer.json, or as older files and SentencePiece's do. Immutable and thread-safe: truncation,
/// padding and all else that may differ from call to call are <see cref="EncodeOptions"/> of the call.
/// </summary>
/// <remarks>
/// The results are those of Hugging Face's tokenizers (Rust), whatever the culture and also under InvariantGlobalization.
/// Offsets are UTF-16 indexes of the caller's string. An unpaired surrogate counts as U+FFFD.
/// </remarks>
public sealed class Tokenizer : ITokenizer
{
    private const string DefaultPaddingToken = "[PAD]";
    private const string OtherPaddingToken = "<pad>";

    private readonly Pipeline _pipeline;
    private readonly PostProcessor _postProcessor;
    private readonly Decoder? _decoder;
    private readonly int[] _prefix;
    private readonly int[] _suffix;

    private Tokenizer(TokenizerDefinition definition)
    {
        var added = new AddedVocabulary(
            definition.AddedTokens,
            definition.Model.Vocabulary,
            definition.Normalizer,
            message => new TokenizerException(definition.File, $"added_tokens: {message}"));
        _pipeline = new Pipeline(added, definition.Normalizer, definition.PreTokenizer, definition.Model);
        _postProcessor = definition.PostProcessor;
        _decoder = definition.Decoder;
        // A template for single texts has the text once.
        Frame = TemplateFrame.Of(_postProcessor.Single, isPair: false)!;
        PairFrame = TemplateFrame.Of(_postProcessor.Pair, isPair: true);
        _prefix = [.. Frame.Prefix.Select(token => token.Id)];
        _suffix = [.. Frame.Suffix.Select(token => token.Id)];
        DeclaredTruncation = definition.Truncation;
        DeclaredPadding = definition.Padding;
        PaddingId = DeclaredPadding?.Id
            ?? (definition.PaddingToken is { } token ? added.IdOf(token) : null)
            ?? added.IdOf(DefaultPaddingToken)
            ?? added.IdOf(OtherPaddingToken)
            ?? 0;
        UnknownId = definition.Model.UnknownId;
        FilePath = definition.File;
    }

    /// <summary>The file that it was read from; of a folder, the one that was taken.</summary>
    public string FilePath { get; }

    /// <summary>The id of the token that stands for what the vocabulary does not have, for example [UNK]; null where there is none.</summary>
    public int? UnknownId { get; }

    /// <inheritdoc/>
    public int PaddingId { get; }

    /// <inheritdoc/>
    public ReadOnlySpan<int> Prefix => _prefix;

    /// <inheritdoc/>
    public ReadOnlySpan<int> Suffix => _suffix;

    /// <inheritdoc/>
    public TokenFrame Frame { get; }

    /// <summary>
    /// What stands around and between the texts of a pair, or null where the file's template for pairs is more than that (the second
    /// text first, for example).
    /// </summary>
    public TokenFrame? PairFrame { get; }

    /// <summary>One more than the highest id: how many rows a model's embedding table needs.</summary>
    public int VocabularySize => _pipeline.Added.HighestId + 1;

    /// <summary>The truncation that the file declares, or null. It holds unless a call says otherwise.</summary>
    public Truncation? DeclaredTruncation { get; }

    /// <summary>The padding that the file declares, or null. It holds unless a call says otherwise.</summary>
    public Padding? DeclaredPadding { get; }

    /// <summary>Loads a tokenizer.json, a BERT vocab.txt, a SentencePiece .model file, or a folder.</summary>
    /// <param name="path">
    /// The file or folder. A file that ends in .txt is read as a vocabulary, one that ends in .model as SentencePiece's, any other as
    /// JSON.
    /// </param>
    /// <remarks>
    /// A folder's tokenizer.json is taken if there is one. Else the tokenizer_class in tokenizer_config.json, or the model_type in
    /// config.json, says what vocab.txt, vocab.json with merges.txt, or a SentencePiece .model file there mean, as it does for
    /// transformers; where none is named, the files of one tokenizer must be there, not of two. Beside a vocab.txt, tokenizer_config.json
    /// also says do_lower_case, strip_accents and tokenize_chinese_chars; without it, a vocabulary with capital letters is taken for a
    /// cased one and any other for an uncased one.
    /// </remarks>
    /// <exception cref="TokenizerException">
    /// The file is missing or malformed, or it has a component or a field that this version does not know.
    /// </exception>
    public static Tokenizer Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return new Tokenizer(TokenizerFiles.Read(path));
    }

    /// <summary>The id of a token, or null if there is no such token.</summary>
    /// <param name="token">The token, exactly, with the prefix of a continuing one (##ing).</param>
    public int? TokenToId(string token)
    {
        ArgumentNullException.ThrowIfNull(token);
        return _pipeline.Added.IdOf(token);
    }

    /// <summary>The token with an id, or null if there is none.</summary>
    /// <param name="id">The id.</param>
    public string? IdToToken(int id) => _pipeline.Added.TokenOf(id);

    /// <inheritdoc cref="Decode(ReadOnlySpan{int}, bool)"/>
    public string Decode(ImmutableArray<int> ids, bool skipSpecialTokens = true) => Decode(ids.AsSpan(), skipSpecialTokens);

    /// <summary>The text that tokens stand for, by the decoder that the file names.</summary>
    /// <param name="ids">The tokens' ids; those that the tokenizer does not have are left out.</param>
    /// <param name="skipSpecialTokens">Whether special tokens, such as [CLS], are left out.</param>
    /// <returns>
    /// The text. It is not always what was encoded: a normalizer's changes stay, and which spaces were there is a guess of most decoders.
    /// Where the file names no decoder, the tokens with a space between them.
    /// </returns>
    [OverloadResolutionPriority(1)]
    public string Decode(ReadOnlySpan<int> ids, bool skipSpecialTokens = true)
    {
        var tokens = new List<string>(ids.Length);
        foreach (int id in ids)
        {
            if (_pipeline.Added.TextOf(id) is { } token && !(skipSpecialTokens && _pipeline.Added.IsSpecial(token)))
            {
                tokens.Add(token);
            }
        }

        if (_decoder is null)
        {
            return string.Join(' ', tokens);
        }

        _decoder.Decode(tokens);
        return string.Concat(tokens);
    }

    /// <inheritdoc/>
    public void Encode(ReadOnlySpan<char> text, TokenBuffer ids, int limit = int.MaxValue)
    {
        ArgumentNullException.ThrowIfNull(ids);
        Scratch scratch = Scratch.Rent();
        scratch.Sink.Begin(ids, scratch.Text, tracks: false);
        _pipeline.Encode(text, scratch, scratch.Sink, limit);
        scratch.Sink.End();
        Scratch.Return(scratch, text.Length);
    }

    /// <summary>Encodes a text.</summary>
    /// <param name="text">The text; any UTF-16.</param>
    /// <param name="options">How; null for <see cref="EncodeOptions.Default"/>.</param>
    /// <exception cref="ArgumentException">The truncation asked for leaves no room for the special tokens.</exception>
    public TokenEncoding Encode(string text, EncodeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Finish([Plan(text, null, options ?? EncodeOptions.Default)], options ?? EncodeOptions.Default)[0];
    }

    /// <summary>Encodes a pair of texts, for example a premise and a hypothesis.</summary>
    /// <param name="text">The first text; any UTF-16.</param>
    /// <param name="pair">The second text; any UTF-16.</param>
    /// <param name="options">How; null for <see cref="EncodeOptions.Default"/>.</param>
    /// <exception cref="ArgumentException">
    /// The truncation asked for leaves no room for the special tokens, or cutting the one text that it names is not enough.
    /// </exception>
    public TokenEncoding Encode(string text, string pair, EncodeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(pair);
        return Finish([Plan(text, pair, options ?? EncodeOptions.Default)], options ?? EncodeOptions.Default)[0];
    }

    /// <summary>Encodes texts, a large batch on all processors; padding to the longest means the longest of these.</summary>
    /// <param name="texts">The texts; any UTF-16.</param>
    /// <param name="options">How; null for <see cref="EncodeOptions.Default"/>.</param>
    /// <returns>The encodings in the order of the texts.</returns>
    /// <exception cref="ArgumentException">
    /// A text is null, or the truncation asked for leaves no room for the special tokens.
    /// </exception>
    public IReadOnlyList<TokenEncoding> EncodeBatch(IReadOnlyList<string> texts, EncodeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(texts);
        options ??= EncodeOptions.Default;
        long chars = 0;
        for (int i = 0; i < texts.Count; i++)
        {
            chars += texts[i]?.Length ?? throw new ArgumentException($"The text at index {i} is null.", nameof(texts));
        }

        var plans = new EncodingPlan[texts.Count];
        BatchWork.For(plans.Length, chars, i => plans[i] = Plan(texts[i], null, options));
        return Finish(plans, options, chars);
    }

    private EncodingPlan Plan(string text, string? pair, EncodeOptions options)
    {
        Truncation truncation = options.Truncation == Truncation.Declared ? DeclaredTruncation ?? Truncation.None : options.Truncation;
        return new EncodingPlan(
            Tokenize(text, options, truncation, pair is not null),
            pair is null ? null : Tokenize(pair, options, truncation, isPair: true),
            _postProcessor,
            options,
            truncation);
    }

    private SequenceTokens Tokenize(string text, EncodeOptions options, Truncation truncation, bool isPair)
    {
        if (truncation.Side == TokenSide.Left)
        {
            SequenceTokens all = Tokenize(text, int.MaxValue);
            return options.ReadsToEnd ? all : all.LastWords(truncation.MaxLength);
        }

        // What truncation on the right cuts off need not be tokenized, unless it is asked for or decides how a pair shares the room.
        bool readsAll = options.ReadsToEnd && (options.ReturnOverflow || isPair);
        return Tokenize(text, readsAll ? int.MaxValue : truncation.MaxLength);
    }

    private SequenceTokens Tokenize(string text, int limit)
    {
        Scratch scratch = Scratch.Rent();
        TokenSink sink = scratch.Sink;
        var ids = new TokenBuffer(Math.Min(text.Length, 4096));
        sink.Begin(ids, scratch.Text, tracks: true);
        _pipeline.Encode(text, scratch, sink, limit);
        var tokens = new string[sink.Count];
        ReadOnlySpan<string?> found = sink.Found;
        var offsets = new TokenOffsets[sink.Count];
        for (int i = 0; i < tokens.Length; i++)
        {
            tokens[i] = found[i] ?? IdToToken(sink.Ids[i])!;
            offsets[i] = new TokenOffsets(sink.Starts[i], sink.Ends[i]);
        }

        var result = new SequenceTokens(text, sink.Ids.ToArray(), tokens, offsets, sink.Words.ToArray(), sink.Added.ToArray());
        sink.End();
        Scratch.Return(scratch, text.Length);
        return result;
    }

    private TokenEncoding[] Finish(EncodingPlan[] plans, EncodeOptions options, long chars = 0)
    {
        Padding padding = options.Padding.IsDeclared ? DeclaredPadding ?? Padding.None : options.Padding;
        int length = 0;
        if (!padding.IsNone && plans.Length > 0)
        {
            length = padding.Length ?? plans.Max(plan => plan.Length);
            length = checked((length + padding.MultipleOf - 1) / padding.MultipleOf * padding.MultipleOf);
        }

        int id = padding.Id ?? PaddingId;
        string token = padding.Token ?? IdToToken(id) ?? DefaultPaddingToken;
        var encodings = new TokenEncoding[plans.Length];
        BatchWork.For(plans.Length, chars, i => encodings[i] = plans[i].Build(padding, length, id, token));
        return encodings;
    }
}
