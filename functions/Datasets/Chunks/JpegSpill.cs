using System.Collections.Concurrent;
using Microsoft.Win32.SafeHandles;
using PhotoScore.Functions.Storage;

namespace PhotoScore.Functions.Datasets.Chunks;

/// <summary>Holds the photos of a chunk, in the order that they got ready, until the tar is written in the order of keys. On disk: a
/// chunk of photos that are stored unresized is larger than memory should hold.</summary>
internal sealed class JpegSpill : IAsyncDisposable
{
    private readonly FileStream _file = ScratchFile.Create();
    private readonly ConcurrentDictionary<int, (long Offset, int Length)> _places = [];
    private long _end;

    private SafeFileHandle Handle => _file.SafeFileHandle;

    // Not asynchronous: it copies a few pages into the system's cache, for which a trip through the thread pool is too long.
    public void Add(int index, byte[] jpeg)
    {
        var offset = Interlocked.Add(ref _end, jpeg.Length) - jpeg.Length;
        RandomAccess.Write(Handle, jpeg, offset);
        _places[index] = (offset, jpeg.Length);
    }

    /// <summary>Reads a photo back; only once it was added.</summary>
    public byte[] Read(int index)
    {
        var (offset, length) = _places[index];
        var jpeg = new byte[length];
        for (var read = 0; read < length;)
        {
            read += RandomAccess.Read(Handle, jpeg.AsSpan(read), offset + read) is > 0 and var count
                ? count
                : throw new EndOfStreamException("The scratch file of a chunk ended early; is the disk full?");
        }
        return jpeg;
    }

    public ValueTask DisposeAsync() => _file.DisposeAsync();
}
