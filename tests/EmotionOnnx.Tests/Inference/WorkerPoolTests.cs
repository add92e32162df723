using EmotionOnnx.Inference;

namespace EmotionOnnx.Tests.Inference;

public sealed class WorkerPoolTests
{
    [Fact]
    public void Helpers_join_in_and_all_items_are_done_once()
    {
        using var pool = new WorkerPool(3);
        for (int round = 0; round < 50; round++)
        {
            var work = new Counting(200);
            pool.Run(work);
            Assert.All(work.Done, done => Assert.Equal(1, done));
        }
    }

    [Fact]
    public void Several_threads_work_at_the_same_time()
    {
        using var pool = new WorkerPool(1);
        // Each item waits for the other: done by one thread alone, this would never end.
        using var work = new Meeting();
        pool.Run(work);
        Assert.True(work.Met);
    }

    [Fact]
    public async Task Many_callers_share_the_helpers()
    {
        using var pool = new WorkerPool(2);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() =>
        {
            for (int round = 0; round < 100; round++)
            {
                var work = new Counting(20);
                pool.Run(work);
                Assert.All(work.Done, done => Assert.Equal(1, done));
            }
        })));
    }

    [Fact]
    public async Task Disposing_ends_the_threads_also_where_none_was_started()
    {
        foreach (int items in new[] { 0, 10 })
        {
            var pool = new WorkerPool(2);
            pool.Run(new Counting(items));
            Task disposal = Task.Run(pool.Dispose);
            Assert.Same(disposal, await Task.WhenAny(disposal, Task.Delay(TimeSpan.FromSeconds(30))));
        }
    }

    private sealed class Counting(int count) : ISharedWork
    {
        private int _next;

        public int[] Done { get; } = new int[count];

        public int MaxWorkers => count;

        public void Work()
        {
            for (int i = Interlocked.Increment(ref _next) - 1; i < count; i = Interlocked.Increment(ref _next) - 1)
            {
                Interlocked.Increment(ref Done[i]);
            }
        }
    }

    private sealed class Meeting : ISharedWork, IDisposable
    {
        private readonly Barrier _barrier = new(2);

        public bool Met { get; private set; }

        public int MaxWorkers => 2;

        public void Dispose() => _barrier.Dispose();

        public void Work() => Met = _barrier.SignalAndWait(TimeSpan.FromSeconds(30));
    }
}
