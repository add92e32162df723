namespace EmotionOnnx.Inference;

/// <summary>Checks a caller's options once, and lays them over what the bundle says.</summary>
internal static class OptionsValidator
{
    private const int MaxThreads = 1024;
    private const int MaxBatchTokens = 1 << 22;

    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public static void Check(EmotionClassifierOptions options)
    {
        CheckRange(nameof(options.Threads), options.Threads, MaxThreads);
        CheckRange(nameof(options.BatchTokens), options.BatchTokens, MaxBatchTokens);
        CheckRange(nameof(options.MaxTokens), options.MaxTokens, int.MaxValue);
        ArgumentNullException.ThrowIfNull(options.LongText);
        if (options.Activation is { } activation && !Enum.IsDefined(activation))
        {
            throw new ArgumentException($"There is no Activation {activation}.", nameof(options));
        }

        if (options.Threshold is { } threshold && float.IsNaN(threshold))
        {
            throw new ArgumentException("Threshold is not a number.", nameof(options));
        }

        if (options.Temperature is { } temperature && !(temperature > 0 && float.IsFinite(temperature)))
        {
            throw new ArgumentException(FormattableString.Invariant($"Temperature is {temperature}; it must be over 0 and finite."), nameof(options));
        }
    }

    /// <summary>The bundle's labels with the caller's activation and threshold.</summary>
    public static LabelSet Labels(LabelSet labels, EmotionClassifierOptions options)
    {
        // Thresholds belong to the scores that they were tuned on: another activation makes others.
        if (options.Activation is { } activation && activation != labels.Activation)
        {
            labels = new LabelSet(labels.Names, activation, null, labels.Groups.Values);
        }

        return options.Threshold is { } threshold ? labels.WithThresholds(Enumerable.Repeat(threshold, labels.Count)) : labels;
    }

    /// <summary>The most tokens of a row.</summary>
    /// <exception cref="ArgumentException">The caller asks for more than the model takes.</exception>
    public static int MaxTokens(ModelBundle bundle, EmotionClassifierOptions options)
    {
        if (options.MaxTokens is not { } wanted)
        {
            return bundle.MaxTokens;
        }

        return wanted <= bundle.MaxPositions
            ? wanted
            : throw new ArgumentException($"MaxTokens is {wanted}, but the model takes at most {bundle.MaxPositions}.", nameof(options));
    }

    private static void CheckRange(string option, int? value, int max)
    {
        if (value < 1 || value > max)
        {
            throw new ArgumentException($"{option} is {value}; it must be from 1 to {max}.", option);
        }
    }
}
