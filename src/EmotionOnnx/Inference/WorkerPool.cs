namespace EmotionOnnx.Inference;

/// <summary>
/// Threads that help callers with the batches of large calls. They are the classifier's own, so that a caller on a starved
/// thread pool still gets its helpers, and they start with the first call that has work for them.
/// </summary>
internal sealed class WorkerPool(int helpers) : IDisposable
{
    private readonly Lock _startGate = new();
    private readonly object _gate = new();
    private readonly List<Entry> _open = [];
    private readonly Stack<Entry> _spare = [];
    private Thread[]? _threads;
    private bool _disposed;

    /// <summary>Does the work on the calling thread, with the helpers where there is enough of it; returns when all is done.</summary>
    public void Run(ISharedWork work)
    {
        int wanted = Math.Min(helpers, work.MaxWorkers - 1);
        if (wanted <= 0)
        {
            work.Work();
            return;
        }

        EnsureStarted();
        Entry entry;
        lock (_gate)
        {
            entry = _spare.Count > 0 ? _spare.Pop() : new Entry();
            entry.Work = work;
            entry.Wanted = wanted;
            entry.Active = 0;
            _open.Add(entry);
            Monitor.PulseAll(_gate);
        }

        work.Work();
        lock (_gate)
        {
            _open.Remove(entry);
            while (entry.Active > 0)
            {
                Monitor.Wait(_gate);
            }

            entry.Work = null;
            _spare.Push(entry);
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            Monitor.PulseAll(_gate);
        }

        lock (_startGate)
        {
            foreach (Thread thread in _threads ?? [])
            {
                thread.Join();
            }
        }
    }

    private void EnsureStarted()
    {
        if (Volatile.Read(ref _threads) is not null)
        {
            return;
        }

        lock (_startGate)
        {
            if (_threads is null)
            {
                var threads = new Thread[helpers];
                for (int i = 0; i < helpers; i++)
                {
                    threads[i] = new Thread(Help) { IsBackground = true, Name = "EmotionOnnx worker" };
                    threads[i].Start();
                }

                Volatile.Write(ref _threads, threads);
            }
        }
    }

    private void Help()
    {
        lock (_gate)
        {
            while (!_disposed)
            {
                Entry? entry = Next();
                if (entry is null)
                {
                    Monitor.Wait(_gate);
                    continue;
                }

                entry.Wanted--;
                entry.Active++;
                Monitor.Exit(_gate);
                try
                {
                    entry.Work!.Work();
                }
                finally
                {
                    Monitor.Enter(_gate);
                    entry.Active--;
                    Monitor.PulseAll(_gate);
                }
            }
        }
    }

    private Entry? Next()
    {
        foreach (Entry entry in _open)
        {
            if (entry.Wanted > 0)
            {
                return entry;
            }
        }

        return null;
    }

    private sealed class Entry
    {
        public ISharedWork? Work;
        public int Wanted;
        public int Active;
    }
}
