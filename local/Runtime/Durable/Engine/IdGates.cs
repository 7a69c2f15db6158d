namespace PhotoScore.Local.Runtime.Durable.Engine;

/// <summary>Lets one start, replacement or purge of an id happen at a time. Few gates serve all ids; a clash only waits.</summary>
internal sealed class IdGates
{
    private readonly SemaphoreSlim[] _gates = [.. Enumerable.Range(0, 256).Select(_ => new SemaphoreSlim(1))];

    public async Task<IDisposable> EnterAsync(string id, CancellationToken cancellation)
    {
        var gate = _gates[(uint)id.GetHashCode() % _gates.Length];
        await gate.WaitAsync(cancellation);
        return new Exit(gate);
    }

    private sealed class Exit(SemaphoreSlim gate) : IDisposable
    {
        public void Dispose() => gate.Release();
    }
}
