namespace PhotoScore.Functions.Downloads;

/// <summary>The requests for photos that one process has under way, to all hosts and for all builds: sockets and TLS sessions are not endless.</summary>
/// <param name="count">How many at most.</param>
internal sealed class RequestSlots(int count) : IDisposable
{
    private readonly SemaphoreSlim _free = new(count);

    /// <summary>Waits for a slot; it is given back when disposed.</summary>
    public async Task<Slot> TakeAsync(CancellationToken cancellation)
    {
        await _free.WaitAsync(cancellation);
        return new Slot(_free);
    }

    public void Dispose() => _free.Dispose();

    /// <summary>A slot that was taken.</summary>
    public sealed class Slot(SemaphoreSlim free) : IDisposable
    {
        public void Dispose() => free.Release();
    }
}
