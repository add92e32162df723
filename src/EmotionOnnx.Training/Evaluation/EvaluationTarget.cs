namespace EmotionOnnx.Training.Evaluation;

/// <summary>What is compared: the classifier's labels, or the groups of one of its groupings.</summary>
internal sealed class EvaluationTarget
{
    private readonly LabelSet _labels;
    private readonly LabelGroups? _groups;

    public EvaluationTarget(LabelSet labels, string? grouping)
    {
        _labels = labels;
        if (grouping is not null && !labels.Groups.TryGetValue(grouping, out _groups))
        {
            string known = labels.Groups.Count == 0 ? "none" : string.Join(", ", labels.Groups.Keys.Order(StringComparer.Ordinal));
            throw new ArgumentException($"The classifier has no grouping '{grouping}'; it has {known}.", nameof(grouping));
        }

        Names = _groups?.Names ?? labels.Names;
    }

    public IReadOnlyList<string> Names { get; }

    /// <summary>The column of one of the data's labels, or -1.</summary>
    public int ColumnOf(string label)
    {
        if (_groups is null)
        {
            return _labels.IndexOf(label);
        }

        for (int group = 0; group < Names.Count; group++)
        {
            if (Names[group] == label)
            {
                return group;
            }
        }

        int index = _labels.IndexOf(label);
        return index >= 0 ? _groups.GroupOf(index) : -1;
    }

    /// <summary>The target's scores from the labels': the highest of a group's, or their sum (at most 1) where labels exclude each other.</summary>
    public float[] ScoresOf(float[] scores)
    {
        if (_groups is null)
        {
            return scores;
        }

        int rows = scores.Length / _labels.Count;
        float[] grouped = new float[rows * Names.Count];
        for (int row = 0; row < rows; row++)
        {
            _groups.Score(scores.AsSpan(row * _labels.Count, _labels.Count), _labels.Activation, grouped.AsSpan(row * Names.Count, Names.Count));
        }

        return grouped;
    }

    /// <summary>What the classifier's thresholds find.</summary>
    public LabelMatrix FoundByThresholds(float[] scores)
    {
        bool[] found = new bool[scores.Length];
        for (int row = 0; row < scores.Length; row += _labels.Count)
        {
            ReadOnlySpan<float> rowScores = scores.AsSpan(row, _labels.Count);
            for (int label = 0; label < _labels.Count; label++)
            {
                found[row + label] = _labels.IsPresent(rowScores, label);
            }
        }

        var labels = new LabelMatrix(_labels.Count, found);
        return _groups is null ? labels : labels.RollUp(_groups);
    }

    /// <summary>Whether the target's scores are probabilities. The highest of a group's scores is only a bound.</summary>
    public bool HasProbabilities => _labels.Activation switch
    {
        Activation.Softmax => true,
        Activation.Sigmoid => _groups is null,
        _ => false,
    };
}
