using System.Collections.ObjectModel;

namespace EmotionOnnx;

/// <summary>What a classifier says of one text: every label's score, and which labels are present. Immutable.</summary>
public sealed class EmotionResult
{
    private readonly float[] _scores;
    private ReadOnlyCollection<LabelScore>? _ranked;

    /// <summary>Makes the result of one text from its row of scores.</summary>
    /// <param name="labelSet">The classifier's labels.</param>
    /// <param name="scores">One score per label, in column order; copied.</param>
    /// <param name="isTruncated">Whether the text was longer than the model takes and its rest was not read.</param>
    /// <exception cref="ArgumentException">The count of scores is not that of the labels.</exception>
    public EmotionResult(LabelSet labelSet, ReadOnlySpan<float> scores, bool isTruncated = false)
    {
        ArgumentNullException.ThrowIfNull(labelSet);
        if (scores.Length != labelSet.Count)
        {
            throw new ArgumentException($"{labelSet.Count} labels, but {scores.Length} scores.", nameof(scores));
        }

        LabelSet = labelSet;
        _scores = scores.ToArray();
        IsTruncated = isTruncated;
    }

    /// <summary>The classifier's labels, in the order of <see cref="Scores"/>.</summary>
    public LabelSet LabelSet { get; }

    /// <summary>One score per label, in the order of <see cref="LabelSet"/>.</summary>
    public ReadOnlySpan<float> Scores => _scores;

    /// <summary>Whether the text was longer than the model takes and its rest was not read.</summary>
    public bool IsTruncated { get; }

    /// <summary>The label with the highest score, present or not.</summary>
    public LabelScore Top => At(LabelSet.IndexOfMax(_scores));

    /// <summary>The labels that are present (their score reaches their threshold), best first; it may be empty.</summary>
    public IReadOnlyList<LabelScore> Labels => [.. Ranked.Where(label => label.IsPresent)];

    /// <summary>Every label, best first.</summary>
    public IReadOnlyList<LabelScore> Ranked => _ranked ??= Rank();

    /// <summary>The score of a label.</summary>
    /// <param name="label">The label's name; case matters.</param>
    /// <exception cref="KeyNotFoundException">The classifier has no such label.</exception>
    public float this[string label]
    {
        get
        {
            int index = LabelSet.IndexOf(label);
            return index >= 0
                ? _scores[index]
                : throw new KeyNotFoundException($"No label '{label}'; there are {string.Join(", ", LabelSet.Names)}.");
        }
    }

    /// <summary>The groups of a grouping with their scores, best first.</summary>
    /// <param name="grouping">The grouping's name, for example <c>ekman</c>.</param>
    /// <exception cref="KeyNotFoundException">The classifier has no such grouping.</exception>
    public IReadOnlyList<LabelScore> Group(string grouping)
    {
        if (!LabelSet.Groups.TryGetValue(grouping, out LabelGroups? groups))
        {
            string known = LabelSet.Groups.Count == 0 ? "none" : string.Join(", ", LabelSet.Groups.Keys);
            throw new KeyNotFoundException($"No grouping '{grouping}'; this model has {known}.");
        }

        var scores = new float[groups.Names.Count];
        var present = new bool[groups.Names.Count];
        groups.Score(_scores, LabelSet.Activation, scores);
        for (int label = 0; label < _scores.Length; label++)
        {
            present[groups.GroupOf(label)] |= LabelSet.IsPresent(_scores, label);
        }

        return [.. groups.Names.Select((name, i) => new LabelScore(name, scores[i], present[i])).OrderByDescending(group => group.Score)];
    }

    /// <summary>The present labels, best first, or "(none)".</summary>
    public override string ToString() =>
        Labels is { Count: > 0 } labels
            ? string.Join(", ", labels.Select(label => FormattableString.Invariant($"{label.Label} {label.Score:0.00}")))
            : "(none)";

    private LabelScore At(int label) => new(LabelSet.Names[label], _scores[label], LabelSet.IsPresent(_scores, label));

    private ReadOnlyCollection<LabelScore> Rank()
    {
        var ranked = new LabelScore[_scores.Length];
        for (int i = 0; i < ranked.Length; i++)
        {
            ranked[i] = At(i);
        }

        // A stable order: equal scores keep the label set's.
        return Array.AsReadOnly(ranked.OrderByDescending(label => label.Score).ToArray());
    }
}
