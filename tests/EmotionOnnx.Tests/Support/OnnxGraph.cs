using System.Text;

namespace EmotionOnnx.Tests.Support;

/// <summary>The nodes and int8 weights of an ONNX file, read from its protobuf (onnx.proto's field numbers).</summary>
internal sealed class OnnxGraph
{
    private const int Int8 = 3;

    private OnnxGraph()
    {
    }

    public List<Node> Nodes { get; } = [];

    public Dictionary<string, Weight> Int8Weights { get; } = new(StringComparer.Ordinal);

    public static OnnxGraph Read(string path)
    {
        var graph = new OnnxGraph();
        foreach ((int field, ReadOnlyMemory<byte> model) in Fields(File.ReadAllBytes(path)))
        {
            if (field == 7)
            {
                foreach ((int part, ReadOnlyMemory<byte> value) in Fields(model))
                {
                    graph.Add(part, value);
                }
            }
        }

        return graph;
    }

    private void Add(int field, ReadOnlyMemory<byte> value)
    {
        switch (field)
        {
            case 1:
                var parts = Fields(value).ToList();
                Nodes.Add(new Node(
                    Encoding.UTF8.GetString(parts.Single(part => part.Field == 4).Value.Span),
                    [.. parts.Where(part => part.Field == 1).Select(part => Encoding.UTF8.GetString(part.Value.Span))]));
                break;
            case 5:
                var tensor = Fields(value).ToList();
                if (Varint(tensor.Single(part => part.Field == 2).Value) == Int8)
                {
                    long[] shape = [.. tensor.Where(part => part.Field == 1).SelectMany(part => Varints(part.Value))];
                    string name = Encoding.UTF8.GetString(tensor.Single(part => part.Field == 8).Value.Span);
                    Int8Weights.Add(name, new Weight(name, shape, tensor.SingleOrDefault(part => part.Field == 9).Value));
                }

                break;
        }
    }

    /// <summary>A message's fields: varints, fixed-width and length-delimited values, each as its bytes.</summary>
    private static IEnumerable<(int Field, ReadOnlyMemory<byte> Value)> Fields(ReadOnlyMemory<byte> message)
    {
        int at = 0;
        while (at < message.Length)
        {
            ulong key = ReadVarint(message.Span, ref at);
            int start = at;
            switch (key & 7)
            {
                case 0:
                    ReadVarint(message.Span, ref at);
                    break;
                case 1:
                    at += 8;
                    break;
                case 2:
                    int length = checked((int)ReadVarint(message.Span, ref at));
                    start = at;
                    at += length;
                    break;
                case 5:
                    at += 4;
                    break;
                default:
                    throw new InvalidDataException($"Wire type {key & 7} at {start}.");
            }

            yield return ((int)(key >> 3), message[start..at]);
        }
    }

    private static ulong ReadVarint(ReadOnlySpan<byte> bytes, ref int at)
    {
        ulong value = 0;
        for (int shift = 0; ; shift += 7)
        {
            byte next = bytes[at++];
            value |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }
    }

    private static long Varint(ReadOnlyMemory<byte> bytes) => Varints(bytes).Single();

    private static IEnumerable<long> Varints(ReadOnlyMemory<byte> bytes)
    {
        for (int at = 0; at < bytes.Length;)
        {
            yield return (long)ReadVarint(bytes.Span, ref at);
        }
    }

    internal sealed record Node(string Operator, string[] Inputs);

    /// <summary>An int8 tensor, row-major.</summary>
    internal sealed record Weight(string Name, long[] Shape, ReadOnlyMemory<byte> Data)
    {
        public sbyte this[long row, long column] => (sbyte)Data.Span[checked((int)((row * Shape[1]) + column))];
    }
}
