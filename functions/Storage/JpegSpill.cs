using System.Collections.Concurrent;
using Microsoft.Win32.SafeHandles;

namespace PhotoScore.Functions.Storage;

/// <summary>Holds the photos of a tar, in the order that they got ready, until they are written in their own. On disk: together they are
/// larger than memory should hold.</summary>
internal sealed class JpegSpill : IAsyncDisposable
{
    private readonly FileStream _file = ScratchFile.Create();
    private readonly ConcurrentDictionary<int, (long Offset, int Length)> _places = [];
    private long _end;

    private SafeFileHandle Handle => _file.SafeFileHandle;

    // Not asynchronous: it copies a few pages into the system's cache, for which a trip through the thread pool is too long.
    public void Add(int index, ReadOnlySpan<byte> jpeg)
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
                : throw new EndOfStreamException("The scratch file ended early; is the disk full?");
        }
        return jpeg;
    }

    public ValueTask DisposeAsync() => _file.DisposeAsync();
}
