using EmotionOnnx.Inference;
using EmotionOnnx.Tests.Support;
using Microsoft.ML.OnnxRuntime;

namespace EmotionOnnx.Tests.Inference;

public sealed class BatchRunnerTests
{
    private const int Happy = 4;

    [Fact]
    public void Bindings_are_bounded_and_a_shape_that_was_dropped_still_runs_right()
    {
        using InferenceSession session = SessionFactory.Create(Fixture.Graph("sum.onnx"), Device.Cpu, intraOpThreads: 1);
        using var options = new RunOptions();
        using var runner = new BatchRunner(
            session, options, GraphSignature.Read(session, "sum.onnx"), Device.Cpu, new RunnerLimits(700, 1, 3));
        int[] ids = [.. Enumerable.Repeat(Happy, 700)];
        var plan = new BatchPlan();

        // More widths than bindings are kept, and then the first ones, long dropped, once more.
        foreach (int width in Enumerable.Range(1, BatchRunner.MaxBoundShapes + 50).Concat([1, 2, 3]))
        {
            TokenSequence[] sequences = [new TokenSequence(0, width)];
            plan.Make(sequences, specialTokens: 0, tokenBudget: 700);
            Span<float> logits = runner.Run(plan.Batches[0], plan, sequences, ids, new SpecialTokens(TokenFrame.OfText([], []), 0, TokenSide.Right));

            Assert.Equal([2f * width, -width, 0], logits.ToArray());
            Assert.InRange(runner.BoundShapes, 1, BatchRunner.MaxBoundShapes);
        }
    }
}
