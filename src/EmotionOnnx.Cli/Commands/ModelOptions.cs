using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace EmotionOnnx.Cli.Commands;

/// <summary>The options that say which model runs and how; the same for every command that runs one.</summary>
internal sealed class ModelOptions
{
    private readonly Option<string?> _model = new Option<string?>("--model", "-m")
    {
        Description = "The model's folder (model.onnx, config.json, a tokenizer). Default: the English model in the box.",
        HelpName = "DIR",
    }.RefuseEmpty();

    private readonly Option<Device> _device = new("--device")
    {
        Description = "Where the model runs: cpu (default), cuda, or cuda:N. What can't be had is an error.",
        HelpName = "cpu|cuda[:N]",
        CustomParser = ParseDevice,
    };

    private readonly Option<int?> _threads = new("--threads")
    {
        Description = "How many threads it may use. Default: the processors that this process may use.",
        HelpName = "N",
        CustomParser = Numbers.AtLeast(1),
    };

    private readonly Option<float?> _threshold = new("--threshold")
    {
        Description = "One threshold for every label, 0 to 1, in place of the model's own.",
        HelpName = "X",
        CustomParser = Numbers.Probability,
    };

    private readonly Option<string> _long = new("--long")
    {
        Description = "A text with more tokens than the model takes: truncate (the result says so), refuse, or window (read all of it in overlapping windows).",
        HelpName = "truncate|refuse|window",
        DefaultValueFactory = static _ => "truncate",
    };

    private readonly Option<int?> _stride = new("--stride") { Description = "With --long window: how many tokens neighbouring windows share. Default: a quarter.", HelpName = "N", CustomParser = Numbers.AtLeast(0) };

    private readonly Option<string?> _pooling = new("--pooling") { Description = "With --long window: max (default) or mean of the windows' scores.", HelpName = "max|mean" };

    private readonly Option<int?> _maxTokens = new("--max-tokens") { Description = "The most tokens of a text that are read at once. Default: what the model takes.", HelpName = "N", CustomParser = Numbers.AtLeast(1) };

    public ModelOptions()
    {
        _long.AcceptOnlyFromAmong("truncate", "refuse", "window");
        _pooling.AcceptOnlyFromAmong("max", "mean");
    }

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (Option option in (ReadOnlySpan<Option>)[_model, _device, _threads, _threshold, _long, _stride, _pooling, _maxTokens])
        {
            command.Add(option);
        }
    }

    /// <summary>The model's folder.</summary>
    public string ModelPath(ParseResult result) => PathOf(result.GetValue(_model));

    /// <summary>The folder that was given, or that of the model in the box.</summary>
    public static string PathOf(string? given) => given ?? EnglishModel.Path;

    /// <summary>How the model runs.</summary>
    public EmotionClassifierOptions Read(ParseResult result) => new()
    {
        Device = result.GetValue(_device),
        Threads = result.GetValue(_threads),
        Threshold = result.GetValue(_threshold),
        MaxTokens = result.GetValue(_maxTokens),
        LongText = ReadLongText(result),
    };

    private LongText ReadLongText(ParseResult result)
    {
        string mode = result.GetValue(_long)!;
        int? stride = result.GetValue(_stride);
        string? pooling = result.GetValue(_pooling);
        if (mode != "window" && (stride is not null || pooling is not null))
        {
            throw CliException.Usage($"--{(stride is null ? "pooling" : "stride")} goes with --long window.");
        }

        return mode switch
        {
            "refuse" => LongText.Refuse,
            "window" => LongText.Windows(stride, pooling == "mean" ? WindowPooling.Mean : WindowPooling.Max),
            _ => LongText.Truncate,
        };
    }

    private static Device ParseDevice(ArgumentResult result)
    {
        string value = result.Tokens[0].Value;
        if (value == "cpu")
        {
            return Device.Cpu;
        }

        if (value == "cuda")
        {
            return Device.Cuda();
        }

        if (value.StartsWith("cuda:", StringComparison.Ordinal)
            && int.TryParse(value.AsSpan(5), NumberStyles.None, CultureInfo.InvariantCulture, out int id))
        {
            return Device.Cuda(id);
        }

        result.AddError($"'{value}' is no device. --device takes cpu, cuda, or cuda:N (N from 0).");
        return default;
    }
}
