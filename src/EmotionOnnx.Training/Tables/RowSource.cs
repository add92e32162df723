namespace EmotionOnnx.Training.Tables;

/// <summary>The rows of one format.</summary>
internal abstract class RowSource : IDisposable
{
    public virtual IReadOnlyList<string> Columns => [];

    public abstract TextRow? Read(long number);

    /// <summary>Passes over a row; false at the end.</summary>
    public abstract bool Skip();

    public abstract void Dispose();

    protected static TextRow Broken(long number, long line, string raw, string error) =>
        new() { Number = number, Line = line, Raw = raw, Error = error };

    protected static string[] SplitLabels(string cell, char separator) =>
        cell.Split(separator, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
