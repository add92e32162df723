using EmotionOnnx.Soak;

namespace EmotionOnnx.Tests;

/// <summary>Alone, because the process's allocations are counted, those of the helper threads too.</summary>
[CollectionDefinition(nameof(AllocationTests), DisableParallelization = true)]
[Collection(nameof(AllocationTests))]
public sealed class AllocationTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(24, 1)]
    [InlineData(24, 2)]
    public void Score_allocates_nothing_managed_once_warm(int texts, int threads)
    {
        var random = new Random(11);
        string[] batch = [.. Enumerable.Range(0, texts).Select(_ => Sentences.Make(random, 4))];
        using EmotionClassifier classifier = EmotionClassifier.LoadEnglish(new EmotionClassifierOptions { Threads = threads, BatchTokens = 128 });
        float[] scores = new float[texts * classifier.Labels.Count];
        // With two threads, who gets which batch changes from call to call: each has to have met every shape.
        for (int i = 0; i < 40; i++)
        {
            classifier.Score(batch, scores);
        }

        // The test runner allocates now and then on its own threads; the call's own bytes are the least of many short ones.
        long least = long.MaxValue;
        for (int i = 0; i < 100 && least > 0; i++)
        {
            long before = GC.GetTotalAllocatedBytes(precise: true);
            classifier.Score(batch, scores);
            least = Math.Min(least, GC.GetTotalAllocatedBytes(precise: true) - before);
        }

        Assert.Equal(0, least);
        Assert.Contains(scores, score => score > 0.5f);
    }
}
