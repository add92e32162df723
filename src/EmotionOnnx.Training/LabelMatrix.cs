namespace EmotionOnnx.Training;

/// <summary>Which labels hold for which texts: a yes or no for each text (row) and label (column). Immutable.</summary>
public sealed class LabelMatrix
{
    private readonly bool[] _values;

    /// <summary>Makes a matrix.</summary>
    /// <param name="columns">The number of labels; at least one.</param>
    /// <param name="values">Row-major [texts x labels]; copied.</param>
    /// <exception cref="ArgumentException">The count of values is not a multiple of <paramref name="columns"/>.</exception>
    public LabelMatrix(int columns, ReadOnlySpan<bool> values)
        : this(columns, values.ToArray())
    {
    }

    internal LabelMatrix(int columns, bool[] values)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(columns);
        if (values.Length % columns != 0)
        {
            throw new ArgumentException($"{values.Length} values can't be rows of {columns} columns.", nameof(values));
        }

        _values = values;
        Columns = columns;
        Rows = values.Length / columns;
    }

    /// <summary>The number of texts.</summary>
    public int Rows { get; }

    /// <summary>The number of labels.</summary>
    public int Columns { get; }

    /// <summary>Every value, row-major.</summary>
    public ReadOnlySpan<bool> Values => _values;

    /// <summary>Whether a label holds for a text.</summary>
    /// <param name="row">The text.</param>
    /// <param name="column">The label.</param>
    public bool this[int row, int column] => Row(row)[column];

    /// <summary>A text's labels.</summary>
    /// <param name="row">The text.</param>
    public ReadOnlySpan<bool> Row(int row) => _values.AsSpan(row * Columns, Columns);

    /// <summary>Rolls labels up into groups: a group holds where one of its labels does.</summary>
    /// <param name="groups">A grouping of the columns.</param>
    /// <exception cref="ArgumentException">The grouping is for another number of labels.</exception>
    public LabelMatrix RollUp(LabelGroups groups)
    {
        ArgumentNullException.ThrowIfNull(groups);
        if (groups.LabelCount != Columns)
        {
            throw new ArgumentException($"The grouping '{groups.Name}' is for {groups.LabelCount} labels, not {Columns}.", nameof(groups));
        }

        bool[] rolled = new bool[Rows * groups.Names.Count];
        for (int i = 0; i < _values.Length; i++)
        {
            rolled[(i / Columns * groups.Names.Count) + groups.GroupOf(i % Columns)] |= _values[i];
        }

        return new LabelMatrix(groups.Names.Count, rolled);
    }

    internal LabelMatrix SelectColumns(int[] columns)
    {
        bool[] selected = new bool[Rows * columns.Length];
        for (int row = 0; row < Rows; row++)
        {
            for (int i = 0; i < columns.Length; i++)
            {
                selected[(row * columns.Length) + i] = _values[(row * Columns) + columns[i]];
            }
        }

        return new LabelMatrix(columns.Length, selected);
    }
}
