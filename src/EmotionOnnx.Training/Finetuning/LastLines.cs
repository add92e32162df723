namespace EmotionOnnx.Training.Finetuning;

/// <summary>Reads a stream of text to its end, keeps all of it in a file and the last lines in memory.</summary>
internal sealed class LastLines
{
    private const int Lines = 20;
    private const int LineLength = 500;
    private readonly Queue<string> _lines = new();
    private readonly Lock _lock = new();

    public void Read(StreamReader reader, StreamWriter log)
    {
        while (reader.ReadLine() is { } line)
        {
            lock (_lock)
            {
                _lines.Enqueue(line.Length > LineLength ? line[..LineLength] + "…" : line);
                if (_lines.Count > Lines)
                {
                    _lines.Dequeue();
                }
            }

            try
            {
                log.WriteLine(line);
                log.Flush();
            }
            catch (IOException)
            {
                // A full disk must not keep the trainer waiting for us; the last lines are kept all the same.
            }
        }
    }

    public override string ToString()
    {
        lock (_lock)
        {
            return string.Join('\n', _lines);
        }
    }
}
