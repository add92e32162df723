namespace EmotionOnnx.Inference;

/// <summary>
/// Lends runners, at most as many at once as there are threads to run on: more callers wait their turn, so that neither
/// memory nor the processors are over-committed, however many call.
/// </summary>
internal sealed class RunnerPool(int size, Func<BatchRunner> create) : IDisposable
{
    private readonly SemaphoreSlim _free = new(size, size);
    private readonly Stack<BatchRunner> _idle = new(size);
    private bool _disposed;

    /// <summary>Waits for a runner.</summary>
    /// <exception cref="ObjectDisposedException">The classifier has been disposed of.</exception>
    public BatchRunner Rent(CancellationToken cancellationToken)
    {
        _free.Wait(cancellationToken);
        try
        {
            lock (_idle)
            {
                ObjectDisposedException.ThrowIf(_disposed, typeof(EmotionClassifier));
                return _idle.Count > 0 ? _idle.Pop() : create();
            }
        }
        catch
        {
            _free.Release();
            throw;
        }
    }

    public void Return(BatchRunner runner)
    {
        lock (_idle)
        {
            _idle.Push(runner);
        }

        _free.Release();
    }

    /// <summary>Lets runs end, then frees every runner; later callers get an <see cref="ObjectDisposedException"/>.</summary>
    public void Dispose()
    {
        lock (_idle)
        {
            if (_disposed)
            {
                return;
            }

            _disposed = true;
        }

        for (int i = 0; i < size; i++)
        {
            _free.Wait();
        }

        foreach (BatchRunner runner in _idle)
        {
            runner.Dispose();
        }

        // The semaphore is open again, so that whoever still waits gets the exception. It holds no native handle.
        _free.Release(size);
    }
}
