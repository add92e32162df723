using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace EmotionOnnx.Tokenization;

/// <summary>Does something for each text of a batch, on several threads where the batch is worth them.</summary>
internal static class BatchWork
{
    // Below this, waking threads costs more than they save: some tens of microseconds against one of tokenizing.
    private const long LeastChars = 20_000;
    private const int PartsPerProcessor = 8;

    /// <summary>Runs an action for 0 to <paramref name="count"/> - 1. Of several that fail, the exception of the first one comes out, as it was.</summary>
    internal static void For(int count, long chars, Action<int> action)
    {
        int processors = Environment.ProcessorCount;
        if (processors == 1 || count < 2 || chars < LeastChars)
        {
            for (int i = 0; i < count; i++)
            {
                action(i);
            }

            return;
        }

        var failures = new ConcurrentDictionary<int, Exception>();
        int size = Math.Max(1, count / (processors * PartsPerProcessor));
        Parallel.ForEach(Partitioner.Create(0, count, size), (range, state) =>
        {
            for (int i = range.Item1; i < range.Item2; i++)
            {
                try
                {
                    action(i);
                }
                catch (Exception error)
                {
                    failures[i] = error;
                    // Parts that come before this one still run, so that the first failure is always found.
                    state.Break();
                    return;
                }
            }
        });
        if (!failures.IsEmpty)
        {
            ExceptionDispatchInfo.Throw(failures[failures.Keys.Min()]);
        }
    }
}
