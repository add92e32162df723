namespace EmotionOnnx.Training.Data;

/// <summary>Rows that go to one split together: those of one group, or of one text.</summary>
/// <param name="Order">Its place among its like.</param>
/// <param name="Rows">Their indexes.</param>
/// <param name="Labels">How many of them have each label, by the label's number; a row without labels has one of its own.</param>
internal sealed record StratifiedUnit(UInt128 Order, IReadOnlyList<int> Rows, IReadOnlyDictionary<int, int> Labels);
