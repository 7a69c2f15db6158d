using System.Collections.Concurrent;
using PhotoScore.Functions.Storage;

namespace PhotoScore.Functions.Datasets.Chunks;

/// <summary>Holds the photos of a chunk, in the order that they got ready, until the tar is written in the order of keys. On disk: a
/// chunk of photos that are stored unresized is larger than memory should hold.</summary>
internal sealed class JpegSpill : IAsyncDisposable
{
    private readonly FileStream _file = ScratchFile.Create();
    private readonly SemaphoreSlim _turn = new(1);
    private readonly ConcurrentDictionary<int, (long Offset, int Length)> _places = [];

    public async Task AddAsync(int index, byte[] jpeg, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            _places[index] = (_file.Position, jpeg.Length);
            await _file.WriteAsync(jpeg, cancellation);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Reads a photo back; only once all are added.</summary>
    public async Task<byte[]> ReadAsync(int index, CancellationToken cancellation)
    {
        var (offset, length) = _places[index];
        var jpeg = new byte[length];
        _file.Position = offset;
        await _file.ReadExactlyAsync(jpeg, cancellation);
        return jpeg;
    }

    public async ValueTask DisposeAsync()
    {
        await _file.DisposeAsync();
        _turn.Dispose();
    }
}
