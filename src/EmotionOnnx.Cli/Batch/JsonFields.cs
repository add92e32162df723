using System.Text.Json;
using EmotionOnnx.Cli.Output;

namespace EmotionOnnx.Cli.Batch;

/// <summary>Names and values of JSON properties where half a surrogate pair may stand, which System.Text.Json takes for no string.</summary>
internal static class JsonFields
{
    /// <summary>The property's name; with its escapes as they stand where it is no valid string.</summary>
    public static string NameOf(JsonProperty property)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException)
        {
            // As it stands in the JSON: "name": value.
            string raw = property.ToString();
            int end = 1;
            while (raw[end] != '"')
            {
                end += raw[end] == '\\' ? 2 : 1;
            }

            return raw[1..end];
        }
    }

    /// <summary>The name as JSON under which the output has it, quotes included.</summary>
    public static string QuotedNameOf(JsonProperty property, string name)
    {
        try
        {
            _ = property.Name;
            return JsonText.Quote(name);
        }
        catch (InvalidOperationException)
        {
            // Its escapes stand in the name as they are.
            return $"\"{name}\"";
        }
    }

    /// <summary>A string as it is (with its escapes where it is no valid one), any other value as JSON.</summary>
    public static string TextOf(JsonElement value)
    {
        try
        {
            return value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
        }
        catch (InvalidOperationException)
        {
            return value.GetRawText();
        }
    }
}
