using System.Collections.Concurrent;
using EmotionOnnx.Training;

namespace EmotionOnnx.Cli.Batch;

/// <summary>Reads ahead of the model on a thread of its own, by one chunk.</summary>
internal static class ChunkReader
{
    // UTF-16 code units of one chunk's rows: what bounds memory where texts are long.
    private const int MaxChunkChars = 4 * 1024 * 1024;

    /// <summary>The input's rows in chunks, in order. The boundaries are those of any other run over the same rows.</summary>
    public static IEnumerable<RowChunk> Read(TextTableReader reader, int maxRows, CancellationToken cancellationToken)
    {
        var ahead = new BlockingCollection<RowChunk>(boundedCapacity: 1);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        CancellationToken stopped = stop.Token;
        var producer = Task.Run(() => Produce(reader, maxRows, ahead, stopped), CancellationToken.None);
        try
        {
            foreach (RowChunk chunk in ahead.GetConsumingEnumerable(cancellationToken))
            {
                yield return chunk;
            }

            producer.GetAwaiter().GetResult();
        }
        finally
        {
            stop.Cancel();

            // A file's reader ends soon; one that waits for a pipe may never, and is left to the end of the process.
            if (reader.Length is not null)
            {
                ((IAsyncResult)producer).AsyncWaitHandle.WaitOne();
            }
        }
    }

    private static void Produce(TextTableReader reader, int maxRows, BlockingCollection<RowChunk> ahead, CancellationToken cancellationToken)
    {
        try
        {
            while (Next(reader, maxRows, cancellationToken) is { Rows.Count: > 0 } chunk)
            {
                ahead.Add(chunk, cancellationToken);
            }
        }
        finally
        {
            ahead.CompleteAdding();
        }
    }

    private static RowChunk Next(TextTableReader reader, int maxRows, CancellationToken cancellationToken)
    {
        var rows = new List<TextRow>();
        long chars = 0;
        while (rows.Count < maxRows && chars < MaxChunkChars)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (reader.Read() is not { } row)
            {
                break;
            }

            rows.Add(row);
            chars += row.Text.Length + (row.Raw?.Length ?? 0);
        }

        return new RowChunk(rows, reader.Position);
    }
}
