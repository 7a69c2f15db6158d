using System.Globalization;
using System.Text;
using System.Text.Json;
using PhotoScore.Core.Datasets.Assembling;
using PhotoScore.Core.Json;

namespace PhotoScore.Core.Datasets.Sharding;

/// <summary>Where a photo lies in its shard.</summary>
/// <param name="Key">The candidate's key.</param>
/// <param name="Offset">Where its JPEG begins.</param>
/// <param name="Length">How many bytes its JPEG has.</param>
public sealed record ShardEntry(string Key, long Offset, long Length);

/// <summary>
/// Writes one WebDataset shard: for each photo <c>{key}.jpg</c>, <c>{key}.cls</c> (the label as a decimal number) and <c>{key}.json</c> (its
/// <see cref="SampleNotes"/>).
/// </summary>
/// <param name="output">Receives the bytes; need not be seekable, and stays open.</param>
/// <param name="shard">The shard's split, number and photos.</param>
/// <param name="classes">The names of the classes.</param>
public sealed class ShardWriter(Stream output, PlannedShard shard, IReadOnlyList<string> classes) : IAsyncDisposable
{
    private readonly TarFile _tar = new(output);
    private readonly List<ShardEntry> _entries = [];
    private readonly int[] _classCounts = new int[classes.Count];

    /// <summary>Adds the next photo of the shard. The order is part of the bytes: it must be that of the plan.</summary>
    /// <exception cref="InvalidOperationException">The plan has another photo here.</exception>
    public async Task AddAsync(AssembledPhoto photo, ReadOnlyMemory<byte> jpeg, CancellationToken cancellation = default)
    {
        if (_entries.Count >= shard.Photos.Count || shard.Photos[_entries.Count].Key != photo.Key)
            throw new InvalidOperationException($"Photo '{photo.Key}' is not number {_entries.Count} of {shard.Name}; add the photos in the plan's order.");

        var key = SampleNames.Check(photo.Key);
        var offset = await _tar.AddAsync($"{key}.jpg", jpeg, cancellation);
        await _tar.AddAsync($"{key}.cls", Encoding.ASCII.GetBytes(photo.Label.ToString(CultureInfo.InvariantCulture)), cancellation);
        await _tar.AddAsync($"{key}.json", JsonSerializer.SerializeToUtf8Bytes(SampleNotes.Of(photo, classes), StoredJson.Compact), cancellation);
        _entries.Add(new ShardEntry(key, offset, jpeg.Length));
        _classCounts[photo.Label]++;
    }

    /// <summary>Writes the end of the shard.</summary>
    /// <exception cref="InvalidOperationException">Photos of the plan are missing.</exception>
    public async Task<(ShardInfo Info, IReadOnlyList<ShardEntry> Entries)> CompleteAsync(CancellationToken cancellation = default)
    {
        if (_entries.Count != shard.Photos.Count)
            throw new InvalidOperationException($"{shard.Name} has {_entries.Count} of {shard.Photos.Count} photos; add the rest first.");
        var (bytes, sha256) = await _tar.CompleteAsync(cancellation);
        return (new ShardInfo(shard.Name, shard.Split, _entries.Count, bytes, sha256, _classCounts), _entries);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _tar.DisposeAsync();
}
