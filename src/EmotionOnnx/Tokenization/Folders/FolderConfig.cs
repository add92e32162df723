using System.Globalization;
using System.Text.Json;
using EmotionOnnx.Tokenization.AddedTokens;
using EmotionOnnx.Tokenization.Json;

namespace EmotionOnnx.Tokenization.Folders;

/// <summary>
/// What stands beside a vocabulary: tokenizer_config.json, special_tokens_map.json and added_tokens.json, as transformers reads them,
/// and config.json for the kind of model.
/// </summary>
internal sealed class FolderConfig
{
    internal const string FileName = "tokenizer_config.json";

    private const string FastSuffix = "Fast";

    private readonly JsonNode? _tokenizer;
    private readonly JsonNode? _specials;
    private readonly string _folder;
    private AddedToken[]? _added;

    internal FolderConfig(string folder)
    {
        _tokenizer = ReadJson(Path.Combine(folder, FileName));
        _specials = ReadJson(Path.Combine(folder, "special_tokens_map.json"));
        JsonNode? model = ReadJson(Path.Combine(folder, "config.json"));
        string? name = _tokenizer?.OptionalString("tokenizer_class") ?? model?.OptionalString("tokenizer_class");
        TokenizerClass = name is not null && name.EndsWith(FastSuffix, StringComparison.Ordinal) ? name[..^FastSuffix.Length] : name;
        ModelType = model?.OptionalString("model_type");
        _folder = folder;
    }

    /// <summary>The class of the tokenizer without "Fast", or null where no file names one.</summary>
    internal string? TokenizerClass { get; }

    /// <summary>What config.json calls the architecture, or null.</summary>
    internal string? ModelType { get; }

    /// <summary>tokenizer_config.json, or null.</summary>
    internal JsonNode? Tokenizer => _tokenizer;

    /// <summary>The tokens added to the vocabulary, by their ids.</summary>
    internal IReadOnlyList<AddedToken> Added => _added ??= ReadAdded(_folder);

    /// <summary>The padding token that the files name, or null.</summary>
    internal string? PaddingToken => Find("pad_token") is { } node ? ContentOf(node) : null;

    internal bool? Boolean(string name) => _tokenizer?.OptionalBoolean(name);

    internal int? Integer(string name) => _tokenizer?.OptionalInteger(name);

    /// <summary>A special token as the files have it, or as the class has it.</summary>
    internal AddedToken Special(string name, AddedToken byDefault)
    {
        if (Find(name) is not { } node)
        {
            return byDefault;
        }

        string content = ContentOf(node);
        return node.Element.ValueKind == JsonValueKind.Object ? ReadToken(node, isSpecial: true)
            : Added.FirstOrDefault(token => token.Content == content) ?? byDefault with { Content = content };
    }

    /// <summary>The additional special tokens; null where no file has any.</summary>
    internal AddedToken[]? AdditionalSpecials() => Find("additional_special_tokens") is { } node
        ? [.. node.Items().Select(item => item.Element.ValueKind == JsonValueKind.Object ? ReadToken(item, isSpecial: true) : AddedToken.Special(item.AsString()))]
        : null;

    internal static JsonNode? ReadJson(string file)
    {
        if (!File.Exists(file))
        {
            return null;
        }

        try
        {
            byte[] json = TokenizerFiles.ReadBytes(file);
            CheckStrings(json);
            using JsonDocument document = JsonDocument.Parse(json);
            var node = new JsonNode(file, "$", document.RootElement.Clone());
            node.Expect(JsonValueKind.Object, "an object");
            return node;
        }
        catch (JsonException error)
        {
            throw new TokenizerException(file, $"not valid JSON: {error.Message}", error);
        }
        catch (InvalidOperationException error)
        {
            throw new TokenizerException(file, $"a string is not valid Unicode: {error.Message}", error);
        }
    }

    // The document itself says so only where a string is read, and then in a way of its own.
    private static void CheckStrings(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName)
            {
                _ = reader.GetString();
            }
        }
    }

    private static string ContentOf(JsonNode node) =>
        node.Element.ValueKind == JsonValueKind.Object ? node.String("content") : node.AsString();

    private static AddedToken ReadToken(JsonNode node, bool isSpecial) => new(
        node.String("content"),
        node.OptionalBoolean("single_word") ?? false,
        node.OptionalBoolean("lstrip") ?? false,
        node.OptionalBoolean("rstrip") ?? false,
        node.OptionalBoolean("normalized") ?? !isSpecial,
        isSpecial);

    private JsonNode? Find(string name) => _tokenizer?.Find(name) ?? _specials?.Find(name);

    private AddedToken[] ReadAdded(string folder)
    {
        if (_tokenizer?.Find("added_tokens_decoder") is { } decoder)
        {
            decoder.Expect(JsonValueKind.Object, "an object");
            return
            [
                .. decoder.Element.EnumerateObject()
                    .Select(property => (Id: Id(decoder, property.Name), Node: decoder.Require(property.Name)))
                    .OrderBy(item => item.Id)
                    .Select(item => ReadToken(item.Node, item.Node.OptionalBoolean("special") ?? false)),
            ];
        }

        // The older form: tokens and their ids. Special ones are known by their names.
        JsonNode? older = ReadJson(Path.Combine(folder, "added_tokens.json"));
        return older is null ? [] :
        [
            .. older.Element.EnumerateObject()
                .Select(property => (Id: older.Integer(property.Name), property.Name))
                .OrderBy(item => item.Id)
                .Select(item => AddedToken.Special(item.Name) with { IsNormalized = !IsSpecial(item.Name), IsSpecial = IsSpecial(item.Name) }),
        ];
    }

    private static int Id(JsonNode node, string name) => int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out int id)
        ? id
        : throw node.Error($"'{name}' is no id.");

    private bool IsSpecial(string content) =>
        SpecialTokenNames.All.Any(name => Find(name) is { } node && ContentOf(node) == content)
        || (AdditionalSpecials()?.Any(token => token.Content == content) ?? false);
}
