using System.Runtime.CompilerServices;
using EmotionOnnx.Tests.Support;

namespace EmotionOnnx.Tests;

public sealed class StreamTests : IDisposable
{
    private static readonly string[] Words = ["happy", "sad", "angry"];
    private readonly SumBundle _bundle = new();
    private readonly EmotionClassifier _classifier;

    public StreamTests() => _classifier = _bundle.Load(new EmotionClassifierOptions { Tokenizer = new WordTokenizer() });

    public void Dispose()
    {
        _classifier.Dispose();
        _bundle.Dispose();
    }

    [Fact]
    public async Task A_stream_is_answered_in_order_and_in_full()
    {
        int i = 0;
        await foreach (EmotionResult result in _classifier.ClassifyAsync(Count(5000).Select(n => Words[n % 3])))
        {
            Assert.Equal(new[] { "joy", "sadness", "anger" }[i++ % 3], result.Top.Label);
        }

        Assert.Equal(5000, i);
    }

    [Fact]
    public async Task Items_come_back_with_their_results()
    {
        var answers = await _classifier.ClassifyAsync(Count(10), n => Words[n % 3]).ToListAsync();

        Assert.Equal(Enumerable.Range(0, 10), answers.Select(answer => answer.Item));
        Assert.Equal("sadness", answers[7].Result.Top.Label);
    }

    [Fact]
    public async Task A_slow_source_does_not_hold_back_what_it_has_given()
    {
        var gate = new TaskCompletionSource();
        await using var answers = _classifier.ClassifyAsync(FirstThenWait(gate.Task)).GetAsyncEnumerator();

        Assert.True(await answers.MoveNextAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30)));
        gate.SetResult();
        Assert.True(await answers.MoveNextAsync());
        Assert.False(await answers.MoveNextAsync());
    }

    [Fact]
    public async Task The_sources_error_reaches_the_consumer()
    {
        static async IAsyncEnumerable<string> Failing()
        {
            yield return "happy";
            await Task.Yield();
            throw new InvalidDataException("the source broke");
        }

        var error = await Assert.ThrowsAsync<InvalidDataException>(async () => await _classifier.ClassifyAsync(Failing()).ToListAsync());
        Assert.Equal("the source broke", error.Message);
    }

    [Fact]
    public async Task A_consumer_that_leaves_early_closes_the_source()
    {
        bool closed = false;
        async IAsyncEnumerable<string> Endless([EnumeratorCancellation] CancellationToken cancellation = default)
        {
            try
            {
                while (!cancellation.IsCancellationRequested)
                {
                    yield return "happy";
                    await Task.Yield();
                }
            }
            finally
            {
                closed = true;
            }
        }

        await foreach (EmotionResult result in _classifier.ClassifyAsync(Endless()))
        {
            Assert.Equal("joy", result.Top.Label);
            break;
        }

        Assert.True(closed);
    }

    [Fact]
    public async Task A_null_in_the_stream_is_an_error()
    {
        var error = await Assert.ThrowsAsync<ArgumentException>(
            async () => await _classifier.ClassifyAsync(Count(4000).Select(n => n == 2500 ? null! : "a")).ToListAsync());
        Assert.Contains("Text 2500 of the stream", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_text_that_is_too_long_is_counted_within_the_stream()
    {
        using EmotionClassifier strict = _bundle.Load(new EmotionClassifierOptions { Tokenizer = new WordTokenizer(), LongText = LongText.Refuse });
        string tooLong = string.Join(' ', Enumerable.Repeat("happy", 20));
        var error = await Assert.ThrowsAsync<TextTooLongException>(
            async () => await strict.ClassifyAsync(Count(4000).Select(n => n == 2500 ? tooLong : "a")).ToListAsync());
        Assert.Equal(2500, error.TextIndex);
    }

    private static async IAsyncEnumerable<int> Count(int count)
    {
        for (int i = 0; i < count; i++)
        {
            if (i % 100 == 0)
            {
                await Task.Yield();
            }

            yield return i;
        }
    }

    private static async IAsyncEnumerable<string> FirstThenWait(Task gate)
    {
        yield return "happy";
        await gate;
        yield return "sad";
    }
}
