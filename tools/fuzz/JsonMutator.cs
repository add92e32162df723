using System.Text.Json.Nodes;
using EmotionOnnx.Parity;

namespace EmotionOnnx.Fuzz;

/// <summary>Breaks a JSON tree: other types, numbers at limits, strings of all kinds, parts of other files, fields gone, doubled or renamed.</summary>
internal static class JsonMutator
{
    private static readonly string[] Strings =
    [
        "", " ", "\0", "a", "the", "##", "\u2581", "\u0120", "😀", "\uFFFD", "e\u0301", "İ", "<unk>", "[UNK]", "(a+)+$", "(a|aa)*b", "[", "\\", "(?<=a)b", "(?:", "\\p{L}+", "x*", "^", "$", ".", "\\s+(?!\\S)",
        "a{2147483647}", "(((((((((((a*)*)*)*)*)*)*)*)*)*)*)", "[^\\s\\S]", "(?i)straße", "\\1(a)", "LongestFirst", "OnlySecond", "Left", "Isolated", "MergedWithPrevious", "always", "first", "BPE", "Unigram",
        "WordLevel", "WordPiece", "Sequence", "ByteLevel", "Metaspace", "Precompiled", "AAAA", "////", "=",
    ];

    internal static void Mutate(JsonNode root, JsonNode other, ref SplitMix random)
    {
        for (int times = random.Next(3) == 0 ? random.Next(2, 4) : 1; times > 0; times--)
        {
            JsonNode at = Descend(root, ref random);
            switch (at)
            {
                case JsonObject map when map.Count > 0: MutateObject(map, other, ref random); break;
                case JsonArray list when list.Count > 0: MutateArray(list, other, ref random); break;
            }
        }
    }

    // Mostly into the small parts: a vocabulary has a thousand entries that are all alike.
    private static JsonNode Descend(JsonNode node, ref SplitMix random)
    {
        while (random.Next(5) > 0)
        {
            JsonNode?[] inner = node switch
            {
                JsonObject map => [.. map.Where(item => item.Value is JsonObject or JsonArray).Select(item => item.Value)],
                JsonArray list => [.. list.Where(item => item is JsonObject or JsonArray).Take(50)],
                _ => [],
            };
            if (inner.Length == 0)
            {
                break;
            }

            node = inner[random.Next(inner.Length)]!;
        }

        return node;
    }

    private static void MutateObject(JsonObject map, JsonNode other, ref SplitMix random)
    {
        string name = map.ElementAt(random.Next(map.Count)).Key;
        switch (random.Next(10))
        {
            case 0: map.Remove(name); break;
            case 1: map[random.Next(2) == 0 ? Strings[random.Next(Strings.Length)] : name + "x"] = Value(other, 3, ref random); break;
            case 2:
                // The same place of another file: a component that belongs there, or its opposite.
                map[name] = (other as JsonObject)?[name]?.DeepClone();
                break;
            case 3:
                JsonNode? moved = map[name]?.DeepClone();
                map.Remove(name);
                map[Strings[random.Next(Strings.Length)]] = moved;
                break;
            default: map[name] = Near(map[name], other, ref random); break;
        }
    }

    private static void MutateArray(JsonArray list, JsonNode other, ref SplitMix random)
    {
        int at = random.Next(list.Count);
        switch (random.Next(8))
        {
            case 0: list.RemoveAt(at); break;
            case 1: list.Insert(at, list[random.Next(list.Count)]?.DeepClone()); break;
            case 2: list.Insert(at, Value(other, 3, ref random)); break;
            default: list[at] = Near(list[at], other, ref random); break;
        }
    }

    // Another value of the same type, or one of any.
    private static JsonNode? Near(JsonNode? value, JsonNode other, ref SplitMix random) => (random.Next(6) == 0 ? null : value) switch
    {
        JsonValue scalar when scalar.TryGetValue(out bool flag) => JsonValue.Create(!flag),
        JsonValue scalar when scalar.TryGetValue(out string? text) => JsonValue.Create(random.Next(3) switch
        {
            0 => Strings[random.Next(Strings.Length)],
            1 => text + text,
            _ => text.Length > 0 ? text[..random.Next(text.Length)] : "x",
        }),
        JsonValue scalar when scalar.TryGetValue(out double number) && Math.Abs(number) < 1e9 => random.Next(2) == 0 ? Number(ref random) : JsonValue.Create((int)number + random.Next(-1, 1)),
        _ => Value(other, 3, ref random),
    };

    private static JsonNode? Value(JsonNode other, int depth, ref SplitMix random)
    {
        switch (random.Next(depth > 0 ? 10 : 6))
        {
            case 0: return null;
            case 1: return JsonValue.Create(random.Next(2) == 0);
            case 2: return Number(ref random);
            case 3:
            case 4: return JsonValue.Create(Strings[random.Next(Strings.Length)]);
            case 5: return JsonValue.Create(new string((char)random.Next('a', 'z'), random.Next(5) == 0 ? 100_000 : 300));
            case 6:
                var list = new JsonArray();
                for (int i = random.Next(4); i > 0; i--)
                {
                    list.Add(Value(other, depth - 1, ref random));
                }

                return list;
            case 7: return Nested(random.Next(random.Next(10) == 0 ? 60 : 12), ref random);
            default: return Descend(other, ref random).DeepClone();
        }
    }

    // Deeper than the reader allows, at times; a Sequence in a Sequence in a Sequence, at others.
    private static JsonNode Nested(int depth, ref SplitMix random)
    {
        JsonNode node = new JsonObject { ["type"] = "Lowercase" };
        (string kind, string type) = random.Next(3) switch { 0 => ("normalizers", "Sequence"), 1 => ("pretokenizers", "Sequence"), _ => ("decoders", "Sequence") };
        for (int i = 0; i < depth; i++)
        {
            node = new JsonObject { ["type"] = type, [kind] = new JsonArray(node) };
        }

        return node;
    }

    private static JsonValue Number(ref SplitMix random) => random.Next(10) switch
    {
        0 => JsonValue.Create(-1),
        1 => JsonValue.Create(0),
        2 => JsonValue.Create(int.MaxValue),
        3 => JsonValue.Create(int.MaxValue - 1L),
        4 => JsonValue.Create(long.MaxValue),
        5 => JsonValue.Create(1e300),
        6 => JsonValue.Create(-1e-300),
        7 => JsonValue.Create(0.5),
        8 => JsonValue.Create(1 << 20),
        _ => JsonValue.Create(random.Next(100)),
    };
}
