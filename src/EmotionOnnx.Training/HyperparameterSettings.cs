using System.Text.Json;
using System.Text.Json.Nodes;
using EmotionOnnx.Training.Finetuning;

namespace EmotionOnnx.Training;

/// <summary>Hyperparameters that were given, by their names in JSON; those that were not keep what they have. Immutable.</summary>
public sealed class HyperparameterSettings
{
    private readonly SortedDictionary<string, JsonElement> _values;

    private HyperparameterSettings(SortedDictionary<string, JsonElement> values) => _values = values;

    /// <summary>None.</summary>
    public static HyperparameterSettings Empty { get; } = new(new SortedDictionary<string, JsonElement>(StringComparer.Ordinal));

    /// <summary>The names that there are.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. ContractJson.Default.FinetuneHyperparameters.Properties.Select(property => property.Name)];

    /// <summary>The names of those that were given.</summary>
    public IReadOnlyCollection<string> Given => _values.Keys;

    /// <summary>The same with one more; of one that is there already the new value holds.</summary>
    /// <param name="name">Its name, for example <c>batch_size</c>.</param>
    /// <param name="value">JSON, or a text as it is.</param>
    /// <exception cref="FinetuneException">There is no hyperparameter of that name, or the value is not of its kind.</exception>
    public HyperparameterSettings With(string name, string value)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(value);
        return With(name, Parse(value));
    }

    /// <summary>These over others: where both have a value, this one's holds.</summary>
    /// <param name="below">The others.</param>
    public HyperparameterSettings Over(HyperparameterSettings below)
    {
        ArgumentNullException.ThrowIfNull(below);
        var values = new SortedDictionary<string, JsonElement>(below._values, StringComparer.Ordinal);
        foreach ((string name, JsonElement value) in _values)
        {
            values[name] = value;
        }

        return new HyperparameterSettings(values);
    }

    /// <summary>Hyperparameters with these in the place of what they had.</summary>
    /// <param name="defaults">The hyperparameters.</param>
    public FinetuneHyperparameters Apply(FinetuneHyperparameters defaults)
    {
        ArgumentNullException.ThrowIfNull(defaults);
        JsonObject all = JsonSerializer.SerializeToNode(defaults, ContractJson.Default.FinetuneHyperparameters)!.AsObject();
        foreach ((string name, JsonElement value) in _values)
        {
            all[name] = JsonNode.Parse(value.GetRawText());
        }

        return all.Deserialize(ContractJson.Default.FinetuneHyperparameters)!;
    }

    internal HyperparameterSettings With(string name, JsonElement value)
    {
        if (!Names.Contains(name, StringComparer.Ordinal))
        {
            throw new FinetuneException($"there is no hyperparameter '{name}'; there are {string.Join(", ", Names)}.");
        }

        var settings = new HyperparameterSettings(new SortedDictionary<string, JsonElement>(_values, StringComparer.Ordinal) { [name] = value });
        try
        {
            FinetuneHyperparameters applied = settings.Apply(new FinetuneHyperparameters());

            // The reader takes numbers for names, any number.
            if (!Enum.IsDefined(applied.Loss) || !Enum.IsDefined(applied.Precision) || !Enum.IsDefined(applied.Device))
            {
                throw new JsonException();
            }
        }
        catch (JsonException e)
        {
            throw new FinetuneException($"{name}: {value.GetRawText()} is not what it takes{Choices(name)}.", e);
        }

        return settings;
    }

    private static string Choices(string name)
    {
        Type type = ContractJson.Default.FinetuneHyperparameters.Properties.First(property => property.Name == name).PropertyType;
        return type.IsEnum ? $", which is {string.Join(", ", Enum.GetValues(type).Cast<object>().Select(choice => JsonSerializer.Serialize(choice, type, ContractJson.Default).Trim('"')))}"
            : type == typeof(bool) ? ", which is true or false"
            : type == typeof(int) ? ", which is a whole number"
            : type == typeof(double) ? ", which is a number"
            : "";
    }

    private static JsonElement Parse(string value)
    {
        try
        {
            using var json = JsonDocument.Parse(value);
            return json.RootElement.Clone();
        }
        catch (JsonException)
        {
            using var text = JsonDocument.Parse($"\"{JsonEncodedText.Encode(value)}\"");
            return text.RootElement.Clone();
        }
    }
}
