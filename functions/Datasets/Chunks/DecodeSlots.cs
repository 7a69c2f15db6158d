namespace PhotoScore.Functions.Datasets.Chunks;

/// <summary>The photos that one process decodes at the same time: a large one takes 300 MB, and a processor.</summary>
/// <param name="count">How many.</param>
internal sealed class DecodeSlots(int count) : IDisposable
{
    private readonly SemaphoreSlim _free = new(count);

    public int Count { get; } = count;

    /// <summary>Runs the work on a thread of its own once a slot is free.</summary>
    public async Task<T> RunAsync<T>(Func<T> work, CancellationToken cancellation)
    {
        await _free.WaitAsync(cancellation);
        try
        {
            return await Task.Run(work, CancellationToken.None);
        }
        finally
        {
            _free.Release();
        }
    }

    public void Dispose() => _free.Dispose();
}
