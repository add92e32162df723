namespace EmotionOnnx.Parity;

/// <summary>
/// The reference as one worker sees it: its processes, started when first needed, told which tokenizer and options are meant, and
/// started again where a text brought one down.
/// </summary>
internal sealed class ReferenceClient : IDisposable
{
    private readonly Dictionary<Engine, Reference> _processes = [];
    private readonly Dictionary<Engine, (Subject Subject, Variant Variant)> _configured = [];

    /// <summary>The reference's process for a tokenizer, set up for it.</summary>
    internal Reference For(Subject subject, Variant variant)
    {
        if (!_processes.TryGetValue(subject.Engine, out Reference? process))
        {
            _processes[subject.Engine] = process = new Reference(subject.Engine);
        }

        if (!_configured.TryGetValue(subject.Engine, out (Subject, Variant) configured) || configured != (subject, variant))
        {
            process.Configure(subject, variant);
            _configured[subject.Engine] = (subject, variant);
        }

        return process;
    }

    /// <summary>The encodings of texts; null for one on which the reference aborts its process.</summary>
    internal IEnumerable<ReferenceEncoding?> Encode(Subject subject, Variant variant, List<(string First, string? Second)> texts)
    {
        try
        {
            ReferenceEncodings answers = For(subject, variant).Encode(texts);
            return texts.ConvertAll(_ => (ReferenceEncoding?)answers.Next());
        }
        catch (ReferenceEndedException)
        {
            _processes.Remove(subject.Engine, out Reference? ended);
            _configured.Remove(subject.Engine);
            ended?.Dispose();
            // Which of the texts it was is found by halves.
            int half = texts.Count / 2;
            return texts.Count == 1 ? [null] : [.. Encode(subject, variant, texts[..half]), .. Encode(subject, variant, texts[half..])];
        }
    }

    public void Dispose()
    {
        foreach (Reference process in _processes.Values)
        {
            process.Dispose();
        }
    }
}
