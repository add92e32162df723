namespace EmotionOnnx.Training;

/// <summary>How a data set is divided.</summary>
public sealed record SplitOptions
{
    /// <summary>The share of the rows that dev gets, over 0 and under 1.</summary>
    /// <value>Null: 0.1, or 0.2 of a data set with fewer than 1,000 rows.</value>
    public double? DevShare { get; init; }

    /// <summary>The share of the rows that test gets, from 0 to under 1.</summary>
    /// <value>0: no test split is made.</value>
    public double TestShare { get; init; }

    /// <summary>Another number gives another division.</summary>
    /// <value>0.</value>
    public long Seed { get; init; }
}
