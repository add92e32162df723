using System.Text;
using System.Text.Json.Nodes;

namespace EmotionOnnx.Fuzz;

/// <summary>Small SentencePiece models, written by hand from the pieces of a Unigram tokenizer.json (sentencepiece_model.proto).</summary>
internal static class SentencePieceSeeds
{
    private const int Normal = 1, Unknown = 2, Control = 3, UserDefined = 4, Byte = 6;

    internal static IEnumerable<byte[]> Make(string tokenizerJson)
    {
        JsonNode json = JsonNode.Parse(File.ReadAllBytes(tokenizerJson))!;
        (string Piece, float Score)[] pieces = [.. json["model"]!["vocab"]!.AsArray().Select(item => (item![0]!.GetValue<string>(), item[1]!.GetValue<float>()))];
        byte[] charsmap = Convert.FromBase64String(json["normalizer"]!["normalizers"]![0]!["precompiled_charsmap"]!.GetValue<string>());
        foreach (int type in (int[])[1, 2])
        {
            foreach (bool hasBytes in (bool[])[false, true])
            {
                yield return Model(pieces, charsmap, type, hasBytes, flags: true);
                yield return Model(pieces, [], type, hasBytes, flags: false);
            }
        }
    }

    private static byte[] Model((string Piece, float Score)[] pieces, byte[] charsmap, int type, bool hasBytes, bool flags)
    {
        var proto = new MemoryStream();
        foreach ((string piece, float score) in pieces)
        {
            int kind = piece switch { "<unk>" => Unknown, "<s>" or "</s>" => Control, "<pad>" => UserDefined, _ => Normal };
            // BPE's scores are the negative ranks of merges.
            Message(proto, 1, Piece(piece, score, kind));
        }

        for (int i = 0; hasBytes && i < 256; i++)
        {
            Message(proto, 1, Piece($"<0x{i:X2}>", 0, Byte));
        }

        var trainer = new MemoryStream();
        Number(trainer, 3, type);
        Number(trainer, 35, hasBytes ? 1 : 0);
        Number(trainer, 40, Array.FindIndex(pieces, item => item.Piece == "<unk>"));
        Message(proto, 2, trainer.ToArray());
        var normalizer = new MemoryStream();
        Message(normalizer, 1, "nmt_nfkc"u8.ToArray());
        Message(normalizer, 2, charsmap);
        Number(normalizer, 3, flags ? 1 : 0);
        Number(normalizer, 4, flags ? 1 : 0);
        Number(normalizer, 5, 1);
        Message(proto, 3, normalizer.ToArray());
        return proto.ToArray();
    }

    private static byte[] Piece(string piece, float score, int kind)
    {
        var message = new MemoryStream();
        Message(message, 1, Encoding.UTF8.GetBytes(piece));
        Varint(message, (2 << 3) | 5);
        message.Write(BitConverter.GetBytes(score));
        Number(message, 3, kind);
        return message.ToArray();
    }

    private static void Message(MemoryStream stream, int field, byte[] content)
    {
        Varint(stream, (uint)(field << 3) | 2);
        Varint(stream, (uint)content.Length);
        stream.Write(content);
    }

    private static void Number(MemoryStream stream, int field, int value)
    {
        Varint(stream, (uint)(field << 3));
        Varint(stream, (uint)value);
    }

    private static void Varint(MemoryStream stream, uint value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            stream.WriteByte((byte)(value | 0x80));
        }

        stream.WriteByte((byte)value);
    }
}
