namespace EmotionOnnx;

/// <summary>How a classifier runs; fixed when it is made.</summary>
public sealed record EmotionClassifierOptions
{
    /// <summary>Where the model runs.</summary>
    /// <value>The processor.</value>
    public Device Device { get; init; } = Device.Cpu;

    /// <summary>How many threads one call may use.</summary>
    /// <value>Null: the processors that this process may use, its CPU quota (cgroup) and affinity respected.</value>
    public int? Threads { get; init; }

    /// <summary>
    /// The most tokens of one batch, padding included. More is not faster on a processor, where a batch should fit its caches.
    /// </summary>
    /// <value>Null: chosen for the device.</value>
    public int? BatchTokens { get; init; }

    /// <summary>What happens to a text that has more tokens than the model takes.</summary>
    /// <value>The first tokens are read.</value>
    public LongText LongText { get; init; } = LongText.Truncate;

    /// <summary>The most tokens of a text, special tokens included; not over what the model takes.</summary>
    /// <value>Null: what the model's files say.</value>
    public int? MaxTokens { get; init; }

    /// <summary>One threshold for every label, in place of the model's own.</summary>
    /// <value>Null: the model's own.</value>
    public float? Threshold { get; init; }

    /// <summary>Divides the logits before the activation, in place of the model's own temperature; over 0.</summary>
    /// <value>Null: the model's own.</value>
    public float? Temperature { get; init; }

    /// <summary>The activation, in place of what the model's config says.</summary>
    /// <value>Null: what the config says (Hugging Face's rule).</value>
    public Activation? Activation { get; init; }

    /// <summary>Another tokenizer in place of the one that the model's files describe.</summary>
    /// <value>Null: the model's own.</value>
    public ITokenizer? Tokenizer { get; init; }

    /// <summary>Whether every file's sha256 is compared with emotion.json before it is used.</summary>
    /// <value>True; it costs some 15 ms for the model in the box.</value>
    public bool VerifyHashes { get; init; } = true;
}
