using System.Collections.Immutable;
using System.Text.Json;
using EmotionOnnx.Cli.Output;

namespace EmotionOnnx.Cli.Tokens;

/// <summary>An encoding as one JSON object.</summary>
internal static class EncodingJson
{
    // A writer over a stream keeps what was not flushed, and a text of many megabytes makes many times that.
    private const int MostPending = 64 * 1024;

    private static readonly JsonEncodedText Ids = JsonEncodedText.Encode("ids");
    private static readonly JsonEncodedText TypeIds = JsonEncodedText.Encode("type_ids");
    private static readonly JsonEncodedText AttentionMask = JsonEncodedText.Encode("attention_mask");
    private static readonly JsonEncodedText SpecialTokensMask = JsonEncodedText.Encode("special_tokens_mask");
    private static readonly JsonEncodedText Offsets = JsonEncodedText.Encode("offsets");
    private static readonly JsonEncodedText Tokens = JsonEncodedText.Encode("tokens");
    private static readonly JsonEncodedText Overflow = JsonEncodedText.Encode("overflow");

    /// <summary>Writes it: ids, type_ids, attention_mask, special_tokens_mask, offsets, tokens, and the ids of each window that overflows.</summary>
    public static void Write(Utf8JsonWriter writer, TokenEncoding encoding)
    {
        writer.WriteStartObject();
        WriteNumbers(writer, Ids, encoding.Ids);
        WriteNumbers(writer, TypeIds, encoding.TypeIds);
        WriteNumbers(writer, AttentionMask, encoding.AttentionMask);
        WriteNumbers(writer, SpecialTokensMask, encoding.SpecialTokensMask);
        WriteList(writer, Offsets, encoding.Offsets, static (writer, offsets) =>
        {
            writer.WriteStartArray();
            writer.WriteNumberValue(offsets.Start);
            writer.WriteNumberValue(offsets.End);
            writer.WriteEndArray();
        });
        WriteList(writer, Tokens, encoding.Tokens, WriteToken);
        WriteList(writer, Overflow, encoding.Overflow, static (writer, window) =>
        {
            writer.WriteStartArray();
            foreach (int id in window.Ids)
            {
                writer.WriteNumberValue(id);
            }

            writer.WriteEndArray();
        });
        writer.WriteEndObject();
    }

    private static void WriteNumbers(Utf8JsonWriter writer, JsonEncodedText name, ImmutableArray<int> numbers) =>
        WriteList(writer, name, numbers, static (writer, number) => writer.WriteNumberValue(number));

    private static void WriteList<T>(Utf8JsonWriter writer, JsonEncodedText name, ImmutableArray<T> items, Action<Utf8JsonWriter, T> write)
    {
        writer.WriteStartArray(name);
        foreach (T item in items)
        {
            write(writer, item);
            if (writer.BytesPending > MostPending)
            {
                writer.Flush();
            }
        }

        writer.WriteEndArray();
    }

    private static void WriteToken(Utf8JsonWriter writer, string token)
    {
        if (JsonText.IsPlain(token))
        {
            writer.WriteStringValue(token);
        }
        else
        {
            writer.WriteText(token);
        }
    }
}
