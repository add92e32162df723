namespace EmotionOnnx.Training.Finetuning;

/// <summary>The order of a trainer's events: start first, steps that count up, done last and once.</summary>
internal sealed class TrainerProtocol
{
    private const int Excerpt = 200;
    private long _line;
    private int _step = -1;
    private int _steps;

    public bool HasStarted { get; private set; }

    public TrainerEvent.Done? Done { get; private set; }

    /// <exception cref="TrainerException">The line breaks the contract.</exception>
    public TrainerEvent Accept(string line)
    {
        _line++;
        TrainerEvent read;
        try
        {
            read = TrainerEventReader.Read(line);
        }
        catch (FormatException e)
        {
            throw Broken(line, e.Message, e);
        }

        if (Done is not null)
        {
            throw Broken(line, "it comes after the event 'done', which is the last", null);
        }

        if (!HasStarted && read is not TrainerEvent.Started)
        {
            throw Broken(line, "the first event must be 'start'", null);
        }

        switch (read)
        {
            case TrainerEvent.Started when HasStarted:
                throw Broken(line, "the event 'start' comes twice", null);
            case TrainerEvent.Started start:
                (HasStarted, _steps) = (true, start.Steps);
                break;
            case TrainerEvent.Stepped step when step.Number < _step || step.Number > Math.Max(_steps, step.Steps):
                throw Broken(line, FormattableString.Invariant($"step {step.Number} comes after step {_step} of {_steps}"), null);
            case TrainerEvent.Stepped step:
                _step = step.Number;
                break;
            case TrainerEvent.Done done:
                Done = done;
                break;
        }

        return read;
    }

    private TrainerException Broken(string line, string why, Exception? inner) => new(
        FormattableString.Invariant($"The trainer broke the contract (docs/trainer-contract.md) in line {_line} of its standard output: {why}. The line: {(line.Length > Excerpt ? line[..Excerpt] + "…" : line)}"), inner);
}
