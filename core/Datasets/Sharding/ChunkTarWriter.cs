namespace PhotoScore.Core.Datasets.Sharding;

/// <summary>Writes a chunk's tar: one <c>{key}.jpg</c> for each photo that was stored.</summary>
/// <param name="output">Receives the bytes; need not be seekable, and stays open.</param>
public sealed class ChunkTarWriter(Stream output) : IAsyncDisposable
{
    private readonly TarFile _tar = new(output);

    /// <summary>Adds a photo. Add photos sorted by key: their order is part of the bytes.</summary>
    /// <returns>Where its JPEG begins.</returns>
    public Task<long> AddAsync(string key, ReadOnlyMemory<byte> jpeg, CancellationToken cancellation = default) =>
        _tar.AddAsync($"{SampleNames.Check(key)}.jpg", jpeg, cancellation);

    /// <summary>Writes the end of the tar.</summary>
    /// <returns>The tar's length, and the lowercase hex SHA-256 of its bytes, which its blob name holds.</returns>
    public Task<(long Bytes, string Sha256)> CompleteAsync(CancellationToken cancellation = default) => _tar.CompleteAsync(cancellation);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _tar.DisposeAsync();
}
