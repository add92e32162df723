namespace EmotionOnnx.Training.Tables;

/// <summary>A record is a line and every delimiter separates: quotes are characters like any other.</summary>
internal sealed class UnquotedRecords(LineReader lines, char delimiter) : IRecordReader
{
    public bool TryRead(out Record record)
    {
        while (lines.TryRead(out Line line))
        {
            if (!line.IsEmpty)
            {
                string content = line.Content;
                record = new Record(line.Number, content, line.Error is null ? content.Split(delimiter) : [], line.Error);
                return true;
            }
        }

        record = default;
        return false;
    }

    public bool TrySkip()
    {
        while (lines.TrySkip(out bool isEmpty))
        {
            if (!isEmpty)
            {
                return true;
            }
        }

        return false;
    }

    public void Dispose() => lines.Dispose();
}
