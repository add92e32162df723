namespace EmotionOnnx.Training;

/// <summary>How far two computations of the same logits are from each other.</summary>
/// <param name="Texts">How many texts were compared.</param>
/// <param name="Largest">The largest difference of a logit.</param>
/// <param name="RootMeanSquare">The root of the mean squared difference of the logits.</param>
/// <param name="LargestProbability">The largest difference of a probability, with temperature 1.</param>
public readonly record struct LogitsDifference(int Texts, double Largest, double RootMeanSquare, double LargestProbability);
