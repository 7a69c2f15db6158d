using System.Buffers;
using System.Formats.Tar;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace PhotoScore.Core.Datasets.Sharding;

/// <summary>One photo of a shard. Its JPEG lies in a rented buffer: dispose it when the photo is decoded.</summary>
public sealed class ShardSample : IDisposable
{
    private byte[]? _rented;
    private readonly int _length;

    internal ShardSample(string key, byte[] rented, int length)
    {
        Key = key;
        _rented = rented;
        _length = length;
    }

    /// <summary>The candidate's key.</summary>
    public string Key { get; }

    /// <summary>An index into the dataset's classes.</summary>
    public int Label { get; internal set; }

    /// <summary>The JPEG's bytes, until the sample is disposed.</summary>
    public ReadOnlyMemory<byte> Jpeg => (_rented ?? throw new ObjectDisposedException(nameof(ShardSample))).AsMemory(0, _length);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _rented, null) is { } rented)
            ArrayPool<byte>.Shared.Return(rented);
    }
}

/// <summary>Reads shards.</summary>
public static class ShardReader
{
    /// <summary>The samples of a shard in the order they were written. The caller disposes each.</summary>
    /// <param name="shard">A WebDataset tar with <c>.jpg</c> and <c>.cls</c> files; need not be seekable.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <exception cref="InvalidDataException">The tar is damaged, or a sample has no photo or no class.</exception>
    public static async IAsyncEnumerable<ShardSample> ReadAsync(Stream shard, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        await using var reader = new TarReader(shard, leaveOpen: true);
        ShardSample? sample = null;
        var labelled = false;
        try
        {
            while (await reader.GetNextEntryAsync(copyData: false, cancellation) is { } entry)
            {
                var (key, kind) = SampleNames.Split(entry.Name);
                if (kind == "jpg")
                {
                    if (sample is not null) yield return Finished(ref sample, labelled);
                    (sample, labelled) = (await ReadJpegAsync(key, entry, cancellation), false);
                }
                else if (kind == "cls" && sample?.Key == key)
                {
                    (sample.Label, labelled) = (await ReadLabelAsync(entry, cancellation), true);
                }
            }

            if (sample is not null) yield return Finished(ref sample, labelled);
        }
        finally
        {
            sample?.Dispose();
        }
    }

    // Handed over: from here on the caller disposes it.
    private static ShardSample Finished(ref ShardSample? sample, bool labelled)
    {
        if (!labelled) throw new InvalidDataException($"Sample '{sample!.Key}' has no .cls file after its .jpg.");
        var finished = sample!;
        sample = null;
        return finished;
    }

    private static async Task<ShardSample> ReadJpegAsync(string key, TarEntry entry, CancellationToken cancellation)
    {
        var length = checked((int)entry.Length);
        var rented = ArrayPool<byte>.Shared.Rent(length);
        var sample = new ShardSample(key, rented, length);
        try
        {
            if (entry.DataStream is { } data) await data.ReadExactlyAsync(rented.AsMemory(0, length), cancellation);
            return sample;
        }
        catch
        {
            sample.Dispose();
            throw;
        }
    }

    private static async Task<int> ReadLabelAsync(TarEntry entry, CancellationToken cancellation)
    {
        var text = new byte[entry.Length];
        if (entry.DataStream is { } data) await data.ReadExactlyAsync(text, cancellation);
        return int.TryParse(Encoding.ASCII.GetString(text), NumberStyles.None, CultureInfo.InvariantCulture, out var label)
            ? label
            : throw new InvalidDataException($"'{entry.Name}' holds no class number.");
    }
}
