using EmotionOnnx.Inference;

namespace EmotionOnnx.Tests.Inference;

public sealed class BatchPlanTests
{
    [Theory]
    [InlineData(1, 64)]
    [InlineData(7, 64)]
    [InlineData(1000, 64)]
    [InlineData(1000, 2048)]
    public void Every_sequence_is_in_exactly_one_batch_under_the_budget(int count, int budget)
    {
        var random = new Random(count * 31 + budget);
        TokenSequence[] sequences = [.. Enumerable.Range(0, count).Select(_ => new TokenSequence(0, random.Next(0, 60)))];
        var plan = new BatchPlan();
        plan.Make(sequences, 2, budget);

        var seen = new List<int>();
        foreach (Batch batch in plan.Batches)
        {
            Assert.True(batch.Rows * batch.Width <= budget, $"{batch}");
            int longest = 0;
            for (int row = 0; row < batch.Rows; row++)
            {
                int index = plan.SequenceAt(batch.First + row);
                seen.Add(index);
                longest = Math.Max(longest, sequences[index].Count + 2);
            }

            Assert.Equal(longest, batch.Width);
        }

        Assert.Equal(Enumerable.Range(0, count), seen.Order());
    }

    [Fact]
    public void Sorting_leaves_little_padding()
    {
        var random = new Random(3);
        TokenSequence[] sequences = [.. Enumerable.Range(0, 5000).Select(_ => new TokenSequence(0, random.Next(1, 100)))];
        var plan = new BatchPlan();
        plan.Make(sequences, 2, 2048);

        long padded = 0;
        foreach (Batch batch in plan.Batches)
        {
            padded += batch.Rows * batch.Width;
        }

        long real = sequences.Sum(sequence => sequence.Count + 2L);
        Assert.True(padded < 1.02 * real, $"{padded} tokens with padding, {real} without");
    }

    [Fact]
    public void A_sequence_over_the_budget_is_a_batch_of_its_own()
    {
        var plan = new BatchPlan();
        plan.Make([new TokenSequence(0, 100), new TokenSequence(0, 3), new TokenSequence(0, 3)], 2, 16);

        Assert.Equal([new Batch(2, 1, 102), new Batch(0, 2, 5)], plan.Batches.ToArray());
    }

    [Fact]
    public void No_sequences_make_no_batches()
    {
        var plan = new BatchPlan();
        plan.Make([new TokenSequence(0, 1)], 2, 16);
        plan.Make([], 2, 16);

        Assert.True(plan.Batches.IsEmpty);
    }

    [Fact]
    public void An_empty_sequence_without_special_tokens_still_is_one_token_wide()
    {
        var plan = new BatchPlan();
        plan.Make([new TokenSequence(0, 0)], 0, 16);

        Assert.Equal([new Batch(0, 1, 1)], plan.Batches.ToArray());
    }
}
