using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace EmotionOnnx.Training.Finetuning;

/// <summary>A split as the contract wants it: an object a line, with text, label numbers and token ids.</summary>
internal static class DataFile
{
    private static readonly JsonWriterOptions Format = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes a split.</summary>
    /// <param name="path">The file; null to compute the hash alone.</param>
    /// <param name="data">The split.</param>
    /// <param name="labels">The labels in the model's order.</param>
    /// <param name="tokenizer">The tokenizer.</param>
    /// <param name="maxTokens">The most tokens, special tokens included.</param>
    /// <param name="cancellationToken">Looked at before each row.</param>
    /// <returns>The sha256 of what was written.</returns>
    public static string Write(string? path, LabelledDataset data, IReadOnlyList<string> labels, ITokenizer tokenizer, int maxTokens, CancellationToken cancellationToken)
    {
        Dictionary<string, int> index = labels.Index().ToDictionary(label => label.Item, label => label.Index, StringComparer.Ordinal);
        using Stream stream = path is null ? Stream.Null : new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None);
        using var sha = SHA256.Create();
        using (var hashed = new CryptoStream(stream, sha, CryptoStreamMode.Write, leaveOpen: true))
        using (var buffered = new BufferedStream(hashed, 64 * 1024))
        using (var writer = new Utf8JsonWriter(buffered, Format))
        {
            var ids = new TokenBuffer();
            foreach (LabelledText item in data.Items)
            {
                cancellationToken.ThrowIfCancellationRequested();
                WriteRow(writer, item, index, tokenizer, ids, maxTokens);
                writer.Flush();
                writer.Reset();
                buffered.WriteByte((byte)'\n');
            }
        }

        return Convert.ToHexStringLower(sha.Hash!);
    }

    private static void WriteRow(Utf8JsonWriter writer, LabelledText item, Dictionary<string, int> index, ITokenizer tokenizer, TokenBuffer ids, int maxTokens)
    {
        TokenFrame frame = tokenizer.Frame;
        ids.Clear();
        int room = maxTokens - frame.Count;
        tokenizer.Encode(item.Text, ids, room);
        ids.Truncate(room);

        writer.WriteStartObject();
        // Half a surrogate pair becomes U+FFFD, as for the tokenizer; the writer itself would throw.
        writer.WriteString("text", Encoding.UTF8.GetBytes(item.Text));
        writer.WriteStartArray("labels");
        foreach (string label in item.Labels.Distinct(StringComparer.Ordinal))
        {
            writer.WriteNumberValue(index[label]);
        }

        writer.WriteEndArray();
        writer.WriteStartArray("ids");
        foreach (FrameToken token in frame.Prefix)
        {
            writer.WriteNumberValue(token.Id);
        }

        foreach (int id in ids.Ids)
        {
            writer.WriteNumberValue(id);
        }

        foreach (FrameToken token in frame.Suffix)
        {
            writer.WriteNumberValue(token.Id);
        }

        writer.WriteEndArray();
        if (frame.HasTypes)
        {
            WriteTypes(writer, frame, ids.Count);
        }

        writer.WriteEndObject();
    }

    private static void WriteTypes(Utf8JsonWriter writer, TokenFrame frame, int count)
    {
        writer.WriteStartArray("type_ids");
        foreach (FrameToken token in frame.Prefix)
        {
            writer.WriteNumberValue(token.TypeId);
        }

        for (int i = 0; i < count; i++)
        {
            writer.WriteNumberValue(frame.TypeId);
        }

        foreach (FrameToken token in frame.Suffix)
        {
            writer.WriteNumberValue(token.TypeId);
        }

        writer.WriteEndArray();
    }
}
