namespace EmotionOnnx;

/// <summary>
/// A coarser reading of a label set, such as Ekman's emotions or positive and negative: each label belongs to one group.
/// </summary>
/// <remarks>
/// A group is present where one of its labels is. Its score is the highest of its labels' scores for multi-label models
/// (a lower bound of the probability that any of them holds, without assuming independence) and their sum for
/// single-label ones, where labels exclude each other.
/// </remarks>
public sealed class LabelGroups
{
    private readonly int[] _groupOfLabel;

    /// <summary>Makes a grouping.</summary>
    /// <param name="name">Its name, for example <c>ekman</c>.</param>
    /// <param name="groupOfLabel">The group's name for each label, in the label set's column order.</param>
    public LabelGroups(string name, IEnumerable<string> groupOfLabel)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(groupOfLabel);
        Name = name;
        var names = new List<string>();
        var indexes = new List<int>();
        foreach (string group in groupOfLabel)
        {
            ArgumentException.ThrowIfNullOrEmpty(group, nameof(groupOfLabel));
            int index = names.IndexOf(group);
            if (index < 0)
            {
                index = names.Count;
                names.Add(group);
            }

            indexes.Add(index);
        }

        Names = names.AsReadOnly();
        _groupOfLabel = [.. indexes];
    }

    /// <summary>The grouping's name.</summary>
    public string Name { get; }

    /// <summary>The groups' names, in the order in which the labels first name them.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>How many labels are grouped.</summary>
    public int LabelCount => _groupOfLabel.Length;

    /// <summary>The group of a label, as an index into <see cref="Names"/>.</summary>
    /// <param name="label">The label's column.</param>
    public int GroupOf(int label) => _groupOfLabel[label];

    /// <summary>Rolls one text's label scores up to its groups' scores.</summary>
    /// <param name="scores">One score per label, in column order.</param>
    /// <param name="activation">
    /// How they were made: with <see cref="Activation.Softmax"/> a group's score is the sum of its labels', at most 1; else the highest of them.
    /// </param>
    /// <param name="groupScores">One score per group, in the order of <see cref="Names"/>.</param>
    /// <exception cref="ArgumentException">A span has another length than there are labels or groups.</exception>
    public void Score(ReadOnlySpan<float> scores, Activation activation, Span<float> groupScores)
    {
        if (scores.Length != LabelCount || groupScores.Length != Names.Count)
        {
            throw new ArgumentException($"{LabelCount} labels and {Names.Count} groups, but {scores.Length} scores and room for {groupScores.Length}.");
        }

        bool sums = activation == Activation.Softmax;
        groupScores.Fill(sums ? 0 : float.NegativeInfinity);
        for (int label = 0; label < scores.Length; label++)
        {
            ref float group = ref groupScores[_groupOfLabel[label]];
            // Rounding, or pooling over windows, may take a sum over 1.
            group = sums ? Math.Min(1, group + scores[label]) : Math.Max(group, scores[label]);
        }
    }
}
