using System.Text.Json;

namespace EmotionOnnx.Bundles;

/// <summary>A JSON file of a bundle, whose errors name the file and the key.</summary>
internal sealed class JsonFile : IDisposable
{
    private readonly JsonDocument _document;

    private JsonFile(string path, JsonDocument document)
    {
        Path = path;
        _document = document;
    }

    public string Path { get; }

    public JsonElement Root => _document.RootElement;

    /// <exception cref="BundleException">The file is missing, can't be read, or is not a JSON object.</exception>
    public static JsonFile Read(string path)
    {
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new BundleException(path, error is FileNotFoundException or DirectoryNotFoundException ? "the file is missing." : $"the file can't be read: {error.Message}", error);
        }

        JsonDocument document;
        try
        {
            ReadOnlyMemory<byte> json = bytes.AsSpan().StartsWith("\uFEFF"u8) ? bytes.AsMemory(3) : bytes;
            document = JsonDocument.Parse(json, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Disallow });
        }
        catch (JsonException error)
        {
            throw new BundleException(path, $"line {error.LineNumber + 1} is not valid JSON: {error.Message}", error);
        }

        if (document.RootElement.ValueKind != JsonValueKind.Object)
        {
            using (document)
            {
                throw new BundleException(path, $"expected a JSON object, found {Name(document.RootElement.ValueKind)}.");
            }
        }

        try
        {
            CheckStrings(document.RootElement);
        }
        catch (InvalidOperationException error)
        {
            document.Dispose();
            throw new BundleException(path, "the file has a name or a text with half a surrogate pair (\\ud800 to \\udfff alone), which is no character.", error);
        }

        return new JsonFile(path, document);
    }

    public BundleException Wrong(string key, string expected, JsonElement found) =>
        new(Path, $"'{key}' must be {expected}, but is {Shorten(found)}.");

    public string? String(JsonElement parent, string key, string? prefix = null)
    {
        if (!TryGet(parent, key, out JsonElement value))
        {
            return null;
        }

        return value.ValueKind == JsonValueKind.String ? value.GetString() : throw Wrong(prefix + key, "a string", value);
    }

    public int? Integer(string key)
    {
        if (!TryGet(Root, key, out JsonElement value))
        {
            return null;
        }

        return value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int number) ? number : throw Wrong(key, "an integer", value);
    }

    public double? Number(JsonElement parent, string key, string? prefix = null)
    {
        if (!TryGet(parent, key, out JsonElement value))
        {
            return null;
        }

        return value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out double number) && double.IsFinite(number)
            ? number
            : throw Wrong(prefix + key, "a finite number", value);
    }

    public JsonElement? Object(JsonElement parent, string key, string? prefix = null)
    {
        if (!TryGet(parent, key, out JsonElement value))
        {
            return null;
        }

        return value.ValueKind == JsonValueKind.Object ? value : throw Wrong(prefix + key, "an object", value);
    }

    public JsonElement? Array(string key)
    {
        if (!TryGet(Root, key, out JsonElement value))
        {
            return null;
        }

        return value.ValueKind == JsonValueKind.Array ? value : throw Wrong(key, "an array", value);
    }

    public void Dispose() => _document.Dispose();

    /// <summary>JSON may escape half a surrogate pair; reading such a string or name throws, wherever that happens to be first.</summary>
    private static void CheckStrings(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (JsonProperty property in element.EnumerateObject())
                {
                    _ = property.Name;
                    CheckStrings(property.Value);
                }

                break;
            case JsonValueKind.Array:
                foreach (JsonElement item in element.EnumerateArray())
                {
                    CheckStrings(item);
                }

                break;
            case JsonValueKind.String:
                _ = element.GetString();
                break;
        }
    }

    /// <summary>Whether the key is there with a value; null counts as absent, as in Hugging Face's files.</summary>
    private static bool TryGet(JsonElement parent, string key, out JsonElement value) =>
        parent.TryGetProperty(key, out value) && value.ValueKind != JsonValueKind.Null;

    private static string Shorten(JsonElement element)
    {
        string text = element.GetRawText();
        return text.Length <= 40 ? text : $"{text[..40]}...";
    }

    private static string Name(JsonValueKind kind) => kind.ToString().ToLowerInvariant();
}
