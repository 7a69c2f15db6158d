using System.Runtime.InteropServices;
using PhotoScore.Core.Imaging;

namespace PhotoScore.Trainer.Data;

/// <summary>
/// The photos of one split at the network's size, decoded once into one block of native memory: epochs after the first cost no decoding,
/// and nothing of it is the garbage collector's to move.
/// </summary>
internal sealed unsafe class PhotoSet : IDisposable
{
    private byte* _memory;

    private readonly string[] _keys;
    private readonly int[] _labels;

    /// <summary>Room for photos that <see cref="Store"/> then fills.</summary>
    /// <param name="count">How many.</param>
    /// <param name="width">Columns of every photo.</param>
    /// <param name="height">Rows of every photo.</param>
    public PhotoSet(int count, int width, int height)
    {
        (Width, Height, _keys, _labels, Groups) = (width, height, new string[count], new int[count], [.. Enumerable.Range(0, count)]);
        PhotoBytes = width * height * 3;
        _memory = (byte*)NativeMemory.Alloc((nuint)Math.Max(1, count), (nuint)PhotoBytes);
    }

    /// <summary>The same photos, with features in the place of their pixels: what a frozen trunk makes of them.</summary>
    /// <param name="photos">The photos, whose keys, classes and groups are taken over; they stay the caller's.</param>
    /// <param name="features">The features of each, one photo after another.</param>
    /// <param name="columns">Features of a photo.</param>
    public PhotoSet(PhotoSet photos, ReadOnlySpan<float> features, int columns)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(features.Length, (long)photos.Count * columns);
        (Features, PhotoBytes, _keys, _labels, Groups) = (columns, columns * sizeof(float), photos._keys, photos._labels, photos.Groups);
        _memory = (byte*)NativeMemory.Alloc((nuint)Math.Max(1, photos.Count), (nuint)PhotoBytes);
        features.CopyTo(new Span<float>(_memory, features.Length));
    }

    ~PhotoSet() => Free();

    /// <summary>What tells the photos apart.</summary>
    public IReadOnlyList<string> Keys => _keys;

    /// <summary>The class of each photo.</summary>
    public IReadOnlyList<int> Labels => _labels;

    /// <summary>Photos with the same number belong together, as duplicates do; each stands alone until <see cref="Group"/> is called.</summary>
    public IReadOnlyList<int> Groups { get; private set; }

    /// <summary>Columns; 0 where there are features in the place of pixels.</summary>
    public int Width { get; }

    /// <summary>Rows; 0 where there are features in the place of pixels.</summary>
    public int Height { get; }

    /// <summary>Features of a photo; 0 where there are pixels.</summary>
    public int Features { get; }

    /// <summary>Bytes of a photo.</summary>
    public int PhotoBytes { get; }

    public int Count => _keys.Length;

    /// <summary>The photo's rows of RGB bytes, or its features as they lie in memory.</summary>
    public ReadOnlySpan<byte> this[int photo] => Room(photo);

    /// <summary>Decodes a stored JPEG and keeps it at the network's size, by the same code as the server.</summary>
    /// <exception cref="InvalidDataException">The stored photo can't be decoded: the shard is damaged.</exception>
    public void Store(int photo, string key, int label, ReadOnlyMemory<byte> jpeg, Geometry geometry)
    {
        (_keys[photo], _labels[photo]) = (key, label);
        try
        {
            using var decoded = ImageDecoder.Decode(jpeg);
            Preparation.PrepareInto(decoded.Pixels, geometry, Room(photo));
        }
        catch (ImageRejectedException e)
        {
            throw new InvalidDataException($"Photo {key} of the dataset can't be decoded: {e.Message} Build the dataset again.", e);
        }
    }

    /// <summary>Says which photos belong together.</summary>
    /// <param name="groups">The group of each photo, by its key.</param>
    /// <exception cref="InvalidDataException">A photo has none: the shards and the table of photos are not of one dataset.</exception>
    public void Group(IReadOnlyDictionary<string, int> groups) => Groups =
    [
        .. _keys.Select(key => groups.TryGetValue(key, out var group)
            ? group
            : throw new InvalidDataException($"Photo {key} is in a shard of the dataset, but not in its photos.parquet. Build the dataset again.")),
    ];

    private Span<byte> Room(int photo)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(photo);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(photo, Count);
        ObjectDisposedException.ThrowIf(_memory is null, this);
        return new(_memory + ((long)photo * PhotoBytes), PhotoBytes);
    }

    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private void Free()
    {
        NativeMemory.Free(_memory);
        _memory = null;
    }
}
