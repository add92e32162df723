using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using EmotionOnnx.Training.Reporting;

namespace EmotionOnnx.Training.Finetuning;

/// <summary>Puts a bundle's folder together: the trainer's graph and config, the tokenizer, and what we write ourselves.</summary>
internal static class BundleAssembler
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A folder that runs: graph, config, tokenizer.</summary>
    public static string Plain(string folder, string graph, string config, string tokenizer)
    {
        WorkFolder.Empty(folder);
        File.Copy(graph, Path.Combine(folder, "model.onnx"));
        File.Copy(config, Path.Combine(folder, "config.json"));
        TokenizerFolder.Copy(tokenizer, folder);
        return folder;
    }

    /// <summary>Adds emotion.json without figures, the model card, the recipe, and the caller's files.</summary>
    public static void Describe(string folder, FinetuneOptions options, TrainerRequest request, DataReport data, TrainingFiles? files, string name)
    {
        var manifest = new JsonObject { ["schema_version"] = 1, ["name"] = name };
        if (options.Version is not null)
        {
            manifest["version"] = options.Version;
        }

        if (options.Language is not null)
        {
            manifest["language"] = options.Language;
        }

        manifest["max_tokens"] = options.BundleMaxTokens ?? request.MaxTokens;
        if (options.Groups.Count > 0)
        {
            manifest["groups"] = GroupsOf(options.Groups);
        }

        Write(folder, "emotion.json", manifest.ToJsonString(Indented));
        Write(folder, "recipe.json", RecipeWriter.Of(request, options, files).ToJsonString(Indented));
        Write(folder, "README.md", CardText(options, request, data, name));
        foreach (string file in options.Files)
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)), overwrite: true);
        }
    }

    private static JsonObject GroupsOf(IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> groups)
    {
        var all = new JsonObject();
        foreach ((string grouping, IReadOnlyDictionary<string, string> labels) in groups)
        {
            var map = new JsonObject();
            foreach ((string label, string group) in labels)
            {
                map[label] = group;
            }

            all[grouping] = map;
        }

        return all;
    }

    private static string CardText(FinetuneOptions options, TrainerRequest request, DataReport data, string name)
    {
        var card = new StringBuilder();
        Line(card, $"---");
        if (options.Language is not null)
        {
            Line(card, $"language: {options.Language}");
        }

        Line(card, $"library_name: emotiononnx");
        Line(card, $"pipeline_tag: text-classification");
        Line(card, $"---");
        Line(card, $"# {MarkdownText.Escape(name)}{(options.Version is null ? "" : $" {MarkdownText.Escape(options.Version)}")}");
        Line(card, $"");
        string meaning = request.Kind == LabelKind.SingleLabel
            ? "every text has exactly one of them (softmax)"
            : "several may hold at once, or none (a sigmoid for each)";
        Line(card, $"Reads {request.Labels.Count} labels in text: {string.Join(", ", request.Labels.Select(MarkdownText.Escape))}; {meaning}. At most {options.BundleMaxTokens ?? request.MaxTokens} tokens of a text are read.");
        Line(card, $"");
        Line(card, $"## How it was made");
        Line(card, $"Fine-tuned from `{Path.GetFileName(Path.TrimEndingDirectorySeparator(request.Base))}`, whose licence holds for this model too, with seed {request.Seed}; `recipe.json` has every setting but paths.");
        if (options.Command is not null)
        {
            Line(card, $"{MarkdownText.Block(options.Command)}");
        }

        Line(card, $"");
        Line(card, $"| label |{string.Concat(data.Splits.Select(split => $" {split.Name} |"))}");
        Line(card, $"|---|{string.Concat(data.Splits.Select(_ => "--:|"))}");
        Line(card, $"| (texts) |{string.Concat(data.Splits.Select(split => string.Create(CultureInfo.InvariantCulture, $" {split.Rows} |")))}");
        foreach ((int i, string label) in data.Labels.Index())
        {
            Line(card, $"| {MarkdownText.Escape(label)} |{string.Concat(data.Splits.Select(split => string.Create(CultureInfo.InvariantCulture, $" {split.LabelCounts[i]} |")))}");
        }

        foreach (DataProblem problem in data.Problems.Where(problem => problem.Risk != DataRisks.None))
        {
            Line(card, $"");
            Line(card, $"**Let pass by the data check:** {MarkdownText.Escape(problem.Message)}");
        }

        Line(card, $"");
        Line(card, $"## Figures");
        Line(card, $"{Calibration.ModelCard.Begin}");
        Line(card, $"{Calibration.ModelCard.End}");
        return card.ToString();
    }

    private static void Line(StringBuilder text, FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');

    private static void Write(string folder, string name, string text) => File.WriteAllText(Path.Combine(folder, name), text.TrimEnd() + "\n");
}
