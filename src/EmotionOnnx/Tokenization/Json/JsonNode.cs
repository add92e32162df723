using System.Buffers;
using System.Text;
using System.Text.Json;

namespace EmotionOnnx.Tokenization.Json;

/// <summary>A value of tokenizer.json that knows where it stands, so that every complaint names file, place and value.</summary>
internal sealed class JsonNode(string file, string path, JsonElement element)
{
    internal JsonElement Element => element;

    internal bool IsNull => element.ValueKind == JsonValueKind.Null;

    internal string TypeName => String("type");

    internal TokenizerException Error(string message) => new(file, $"{path}: {message}");

    internal TokenizerException UnknownType(string what, string known) =>
        Error($"the {what} '{TypeName}' is not known to this version. Known: {known}.");

    /// <summary>Refuses fields that this version does not know, for they may change what the component does.</summary>
    internal void AllowOnly(params string[] names)
    {
        Expect(JsonValueKind.Object, "an object");
        foreach (JsonProperty property in element.EnumerateObject())
        {
            if (!names.Contains(property.Name))
            {
                throw Error($"the field '{property.Name}' is not known to this version, and it may change the result.");
            }
        }
    }

    internal JsonNode Require(string name) => Find(name) ?? throw Error($"the field '{name}' is missing.");

    /// <summary>A field, or null where it is missing or null.</summary>
    internal JsonNode? Find(string name)
    {
        Expect(JsonValueKind.Object, "an object");
        return element.TryGetProperty(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null
            ? new JsonNode(file, $"{path}.{name}", value)
            : null;
    }

    internal bool Boolean(string name) => Require(name).AsBoolean();

    internal bool? OptionalBoolean(string name) => Find(name)?.AsBoolean();

    /// <summary>A field that may be missing, but may not be null.</summary>
    internal bool BooleanOr(string name, bool missing) =>
        element.TryGetProperty(name, out JsonElement value) ? new JsonNode(file, $"{path}.{name}", value).AsBoolean() : missing;

    internal string String(string name) => Require(name).AsString();

    internal string? OptionalString(string name) => Find(name)?.AsString();

    internal int Integer(string name) => Require(name).AsInteger();

    internal int? OptionalInteger(string name) => Find(name)?.AsInteger();

    internal string AsString()
    {
        Expect(JsonValueKind.String, "a string");
        return element.GetString()!;
    }

    /// <summary>A string of one character.</summary>
    internal Rune AsRune()
    {
        string text = AsString();
        return Rune.DecodeFromUtf16(text, out Rune rune, out int length) == OperationStatus.Done && length == text.Length
            ? rune
            : throw Error($"expected a string of one character, found {Shown()}.");
    }

    internal int AsInteger()
    {
        if (element.ValueKind != JsonValueKind.Number || !element.TryGetInt32(out int value) || value < 0)
        {
            throw Error($"expected a whole number from 0 to {int.MaxValue}, found {Shown()}.");
        }

        return value;
    }

    internal bool AsBoolean() => element.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw Error($"expected true or false, found {Shown()}."),
    };

    /// <summary>The items of an array.</summary>
    internal IEnumerable<JsonNode> Items()
    {
        Expect(JsonValueKind.Array, "an array");
        int index = 0;
        foreach (JsonElement item in element.EnumerateArray())
        {
            yield return new JsonNode(file, $"{path}[{index++}]", item);
        }
    }

    internal void Expect(JsonValueKind kind, string what)
    {
        if (element.ValueKind != kind)
        {
            throw Error($"expected {what}, found {Shown()}.");
        }
    }

    private string Shown()
    {
        string text = element.GetRawText();
        return text.Length <= 40 ? text : text[..40] + "...";
    }
}
