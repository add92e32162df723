using System.Collections.Frozen;

namespace EmotionOnnx;

/// <summary>
/// The labels of a classifier in the order of its score columns, and what turns scores into a decision:
/// activation, thresholds, groups. Immutable.
/// </summary>
public sealed class LabelSet
{
    private readonly string[] _names;
    private readonly float[] _thresholds;
    private readonly FrozenDictionary<string, int> _indexes;

    /// <summary>Makes a label set.</summary>
    /// <param name="names">The labels' names, in column order; at least one, none twice.</param>
    /// <param name="activation">How the scores were made.</param>
    /// <param name="thresholds">
    /// One threshold per label; a score at or over it means that the label is present. Null means the default:
    /// 0.5 with <see cref="Activation.Sigmoid"/>; with <see cref="Activation.Softmax"/> the label with the highest
    /// score is the one that is present, whatever its score; with <see cref="Activation.None"/> every label is.
    /// </param>
    /// <param name="groups">Groupings of these labels, by name.</param>
    /// <exception cref="ArgumentException">No labels, a label twice, or a count of thresholds that does not fit.</exception>
    public LabelSet(IEnumerable<string> names, Activation activation, IEnumerable<float>? thresholds = null, IEnumerable<LabelGroups>? groups = null)
    {
        ArgumentNullException.ThrowIfNull(names);
        _names = [.. names];
        if (_names.Length == 0)
        {
            throw new ArgumentException("A label set needs at least one label.", nameof(names));
        }

        var indexes = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int i = 0; i < _names.Length; i++)
        {
            if (!indexes.TryAdd(_names[i] ?? throw new ArgumentException($"Label {i} is null.", nameof(names)), i))
            {
                throw new ArgumentException($"The label '{_names[i]}' stands twice, at {indexes[_names[i]]} and {i}.", nameof(names));
            }
        }

        _indexes = indexes.ToFrozenDictionary(StringComparer.Ordinal);
        Names = Array.AsReadOnly(_names);
        Activation = activation;
        HasThresholds = thresholds is not null;
        _thresholds = thresholds is null ? DefaultThresholds(_names.Length, activation) : [.. thresholds];
        if (_thresholds.Length != _names.Length)
        {
            throw new ArgumentException($"{_names.Length} labels, but {_thresholds.Length} thresholds.", nameof(thresholds));
        }

        int bad = Array.FindIndex(_thresholds, float.IsNaN);
        if (bad >= 0)
        {
            throw new ArgumentException($"The threshold of '{_names[bad]}' is not a number.", nameof(thresholds));
        }

        var byName = new Dictionary<string, LabelGroups>(StringComparer.Ordinal);
        foreach (LabelGroups group in groups ?? [])
        {
            if (group.LabelCount != _names.Length)
            {
                throw new ArgumentException($"The grouping '{group.Name}' is for {group.LabelCount} labels, not {_names.Length}.", nameof(groups));
            }

            if (!byName.TryAdd(group.Name, group))
            {
                throw new ArgumentException($"The grouping '{group.Name}' stands twice.", nameof(groups));
            }
        }

        Groups = byName.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>How many labels there are: the width of a row of scores.</summary>
    public int Count => _names.Length;

    /// <summary>The labels' names, in column order.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>How the scores were made.</summary>
    public Activation Activation { get; }

    /// <summary>Whether the thresholds were given (tuned), rather than the default.</summary>
    public bool HasThresholds { get; }

    /// <summary>The threshold of each label, in column order.</summary>
    public ReadOnlySpan<float> Thresholds => _thresholds;

    /// <summary>The groupings, by name (for example <c>ekman</c> and <c>sentiment</c>).</summary>
    public IReadOnlyDictionary<string, LabelGroups> Groups { get; }

    /// <summary>The column of a label, or -1.</summary>
    /// <param name="label">The label's name; case matters.</param>
    public int IndexOf(string label) => _indexes.TryGetValue(label, out int index) ? index : -1;

    /// <summary>The same labels with other thresholds.</summary>
    /// <param name="thresholds">One per label, in column order; null for the default.</param>
    public LabelSet WithThresholds(IEnumerable<float>? thresholds) => new(_names, Activation, thresholds, Groups.Values);

    /// <summary>Decides for one label of a row of scores.</summary>
    /// <param name="scores">One text's scores, in column order.</param>
    /// <param name="label">The column.</param>
    /// <returns>Whether the label is present.</returns>
    public bool IsPresent(ReadOnlySpan<float> scores, int label) =>
        Activation == Activation.Softmax
            ? scores[label] >= _thresholds[label] && label == IndexOfMax(scores)
            : scores[label] >= _thresholds[label];

    /// <summary>The column of the highest score; the first of several.</summary>
    internal static int IndexOfMax(ReadOnlySpan<float> scores)
    {
        int best = 0;
        for (int i = 1; i < scores.Length; i++)
        {
            if (scores[i] > scores[best])
            {
                best = i;
            }
        }

        return best;
    }

    private static float[] DefaultThresholds(int count, Activation activation)
    {
        float[] thresholds = new float[count];
        Array.Fill(thresholds, activation switch { Activation.Sigmoid => 0.5f, Activation.Softmax => 0f, _ => float.NegativeInfinity });
        return thresholds;
    }
}
