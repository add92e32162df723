namespace EmotionOnnx.Training.Calibration;

/// <summary>Several evaluations one after the other, told as one.</summary>
internal sealed class StepProgress(IProgress<EvaluationProgress>? inner, int total) : IProgress<EvaluationProgress>
{
    private int _before;

    public void Report(EvaluationProgress value) => inner?.Report(new EvaluationProgress(_before + value.Done, total));

    public void EndStep(int count) => _before += count;
}
