using System.Formats.Tar;

namespace PhotoScore.Core.Datasets.Sharding;

/// <summary>Writes a ustar file that carries no clock, owner or host: the same entries give the same bytes. Knows where each entry lies.</summary>
internal sealed class TarFile : IAsyncDisposable
{
    private const int Block = 512;

    private readonly HashingStream _output;
    private readonly TarWriter _tar;
    private bool _completed;

    /// <param name="output">Receives the bytes; need not be seekable, and stays open.</param>
    public TarFile(Stream output)
    {
        _output = new HashingStream(output);
        _tar = new TarWriter(_output, TarEntryFormat.Ustar, leaveOpen: true);
    }

    /// <summary>Adds a file.</summary>
    /// <returns>Where its bytes begin.</returns>
    public async Task<long> AddAsync(string name, ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        var offset = _output.Written + Block;
        using var data = new MemoryStream(bytes.ToArray(), writable: false);
        var entry = new UstarTarEntry(TarEntryType.RegularFile, name)
        {
            ModificationTime = DateTimeOffset.UnixEpoch,
            Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead,
            DataStream = data,
        };
        await _tar.WriteEntryAsync(entry, cancellation);
        return offset;
    }

    /// <summary>Writes the end of the file.</summary>
    /// <returns>Its length, and the lowercase hex SHA-256 of its bytes.</returns>
    public async Task<(long Bytes, string Sha256)> CompleteAsync(CancellationToken cancellation)
    {
        await DisposeAsync();
        await _output.FlushAsync(cancellation);
        return (_output.Written, _output.Hash());
    }

    public async ValueTask DisposeAsync()
    {
        if (_completed) return;
        _completed = true;
        await _tar.DisposeAsync();
    }
}
