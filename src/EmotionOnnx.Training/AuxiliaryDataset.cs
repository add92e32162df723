namespace EmotionOnnx.Training;

/// <summary>One more data set that is learned from in the same run, with labels and a head of its own; the head is not part of the finished model.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Data">Its texts. Those that dev or test have too are left out.</param>
/// <param name="Kind">Whether its labels exclude each other; null: guessed, as with the main data.</param>
public sealed record AuxiliaryDataset(string Name, LabelledDataset Data, LabelKind? Kind = null);
