using System.Text;

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
        // Not by ReadLine: of a line without an end all would be held in memory.
        char[] buffer = new char[4096];
        var line = new StringBuilder();
        char last = '\n';
        for (int count = reader.Read(buffer); count > 0; count = reader.Read(buffer))
        {
            foreach (char c in buffer.AsSpan(0, count))
            {
                if (c is '\n' or '\r')
                {
                    if (c == '\r' || last != '\r')
                    {
                        Add(line);
                    }
                }
                else if (line.Length <= LineLength)
                {
                    line.Append(c);
                }

                last = c;
            }

            Keep(log, buffer.AsSpan(0, count));
        }

        if (line.Length > 0)
        {
            Add(line);
        }
    }

    private void Add(StringBuilder line)
    {
        string text = line.Length > LineLength ? $"{line.ToString(0, LineLength)}…" : line.ToString();
        line.Clear();
        lock (_lock)
        {
            _lines.Enqueue(text);
            if (_lines.Count > Lines)
            {
                _lines.Dequeue();
            }
        }
    }

    private static void Keep(StreamWriter log, ReadOnlySpan<char> text)
    {
        try
        {
            log.Write(text);
            log.Flush();
        }
        catch (IOException)
        {
            // A full disk must not keep the trainer waiting for us; the last lines are kept all the same.
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
