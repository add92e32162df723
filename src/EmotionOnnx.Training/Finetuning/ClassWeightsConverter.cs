using System.Text.Json;
using System.Text.Json.Serialization;

namespace EmotionOnnx.Training.Finetuning;

/// <summary>Class weights as the contract has them: "none", "balanced", or a list of numbers.</summary>
internal sealed class ClassWeightsConverter : JsonConverter<ClassWeights>
{
    public override ClassWeights Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            return reader.GetString() switch { "none" => ClassWeights.None, "balanced" => ClassWeights.Balanced, _ => throw Wrong() };
        }

        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw Wrong();
        }

        var weights = new List<double>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            weights.Add(reader.TokenType == JsonTokenType.Number && reader.GetDouble() is var weight && double.IsFinite(weight) && weight >= 0 ? weight : throw Wrong());
        }

        return ClassWeights.Of(weights);
    }

    public override void Write(Utf8JsonWriter writer, ClassWeights value, JsonSerializerOptions options)
    {
        if (value.Name is { } name)
        {
            writer.WriteStringValue(name);
            return;
        }

        writer.WriteStartArray();
        foreach (double weight in value.Weights!)
        {
            writer.WriteNumberValue(weight);
        }

        writer.WriteEndArray();
    }

    private static JsonException Wrong() => new("expected \"none\", \"balanced\" or a list of numbers of at least 0.");
}
