using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace EmotionOnnx;

/// <summary>Streams through any <see cref="ITextClassifier"/>, in bounded memory.</summary>
public static class TextClassifierExtensions
{
    // Some batches' worth: long enough for sorting by length to pay, short enough to answer soon.
    private const int ChunkTexts = 1024;

    /// <summary>Classifies a stream of texts, in order.</summary>
    /// <param name="classifier">The classifier.</param>
    /// <param name="texts">The texts; none may be null.</param>
    /// <param name="cancellationToken">Cancels the stream.</param>
    /// <returns>One result per text, in the texts' order.</returns>
    public static async IAsyncEnumerable<EmotionResult> ClassifyAsync(
        this ITextClassifier classifier,
        IAsyncEnumerable<string> texts,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach ((_, EmotionResult result) in classifier.ClassifyAsync(texts, text => text, cancellationToken).ConfigureAwait(false))
        {
            yield return result;
        }
    }

    /// <summary>Classifies a stream of items that each have a text, and gives every item back with its result.</summary>
    /// <typeparam name="T">The items' type.</typeparam>
    /// <param name="classifier">The classifier.</param>
    /// <param name="items">The items.</param>
    /// <param name="text">An item's text.</param>
    /// <param name="cancellationToken">Cancels the stream.</param>
    /// <returns>The items with their results, in the items' order.</returns>
    /// <remarks>
    /// Items are read ahead of the consumer, at most some 2,000 of them. Where the source is slow, those that are there are
    /// answered without waiting for more. An error ends the stream, and the texts that were read ahead with the one at fault get no
    /// answer. A consumer that leaves early waits until the source has ended or has heeded its cancellation token.
    /// </remarks>
    public static IAsyncEnumerable<(T Item, EmotionResult Result)> ClassifyAsync<T>(
        this ITextClassifier classifier,
        IAsyncEnumerable<T> items,
        Func<T, string> text,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(classifier);
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(text);
        return Stream(classifier, items, text, cancellationToken);
    }

    private static async IAsyncEnumerable<(T Item, EmotionResult Result)> Stream<T>(
        ITextClassifier classifier,
        IAsyncEnumerable<T> items,
        Func<T, string> text,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var channel = Channel.CreateBounded<T>(new BoundedChannelOptions(ChunkTexts) { SingleReader = true, SingleWriter = true });
        Task reading = ReadAhead(items, channel.Writer, stop.Token);
        try
        {
            var chunk = new List<T>(ChunkTexts);
            int answered = 0;
            while (await channel.Reader.WaitToReadAsync(cancellationToken).ConfigureAwait(false))
            {
                chunk.Clear();
                while (chunk.Count < ChunkTexts && channel.Reader.TryRead(out T? item))
                {
                    chunk.Add(item);
                }

                int first = answered;
                string[] texts = [.. chunk.Select((item, i) => text(item)
                    ?? throw new ArgumentException($"Text {first + i} of the stream is null. Leave it out, or give an empty string.", nameof(items)))];
                IReadOnlyList<EmotionResult> results;
                try
                {
                    results = await Task.Run(() => classifier.Classify(texts, cancellationToken), cancellationToken).ConfigureAwait(false);
                }
                catch (TextTooLongException error)
                {
                    // The classifier counts within the chunk, the caller within the stream.
                    throw new TextTooLongException(first + error.TextIndex, error.MaxTokens);
                }

                for (int i = 0; i < texts.Length; i++)
                {
                    yield return (chunk[i], results[i]);
                }

                answered += texts.Length;
            }
        }
        finally
        {
            // A consumer that leaves early must not leave the source open. ReadAhead hands its errors to the channel.
            await stop.CancelAsync().ConfigureAwait(false);
            await reading.ConfigureAwait(false);
        }
    }

    private static async Task ReadAhead<T>(IAsyncEnumerable<T> items, ChannelWriter<T> writer, CancellationToken cancellationToken)
    {
        Exception? failure = null;
        try
        {
            await foreach (T item in items.WithCancellation(cancellationToken).ConfigureAwait(false))
            {
                await writer.WriteAsync(item, cancellationToken).ConfigureAwait(false);
            }
        }
#pragma warning disable CA1031 // Whatever the source throws is the consumer's to see.
        catch (Exception error)
#pragma warning restore CA1031
        {
            failure = error;
        }

        writer.Complete(failure);
    }
}
