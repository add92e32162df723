using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

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
            return Encoding.UTF8.GetString(JsonMarshal.GetRawUtf8PropertyName(property));
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
