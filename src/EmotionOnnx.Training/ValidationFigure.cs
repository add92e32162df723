namespace EmotionOnnx.Training;

/// <summary>One figure over all runs of a validation. Immutable.</summary>
/// <param name="Name">What people call it, for example <c>macro F1</c>.</param>
/// <param name="Values">Its value in each run, in their order.</param>
/// <param name="Mean">The mean of the values.</param>
/// <param name="Deviation">Their standard deviation, with n - 1 (<see cref="ValidationReport.Deviation"/>).</param>
public sealed record ValidationFigure(string Name, IReadOnlyList<double> Values, double Mean, double Deviation);
