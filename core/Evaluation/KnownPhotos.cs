using System.Numerics;

namespace PhotoScore.Core.Evaluation;

/// <summary>A photo whose label is known.</summary>
/// <param name="Key">Its key in the dataset.</param>
/// <param name="DHash">Its difference hash.</param>
/// <param name="Label">Its class.</param>
public sealed record KnownPhoto(string Key, ulong DHash, int Label);

/// <summary>Finds, for one photo at a time, what <see cref="KnownDuplicates"/> finds for a split.</summary>
public sealed class KnownPhotos
{
    private readonly KnownPhoto[] _photos;
    private readonly ulong[] _hashes;

    /// <summary>Of photos with the same hash the first one by key stands for all.</summary>
    public KnownPhotos(IEnumerable<KnownPhoto> photos)
    {
        _photos = [.. photos.OrderBy(photo => photo.Key, StringComparer.Ordinal).DistinctBy(photo => photo.DHash)];
        _hashes = [.. _photos.Select(photo => photo.DHash)];
    }

    /// <summary>The nearest photo within <see cref="KnownDuplicates.MaxDistance"/>, the first by key of equally near ones; null where none is near.</summary>
    /// <param name="dhash">The difference hash of the upright photo at full size.</param>
    public (KnownPhoto Photo, int Distance)? Nearest(ulong dhash)
    {
        var (best, distance) = (-1, KnownDuplicates.MaxDistance + 1);
        for (var i = 0; i < _hashes.Length; i++)
        {
            var bits = BitOperations.PopCount(_hashes[i] ^ dhash);
            if (bits < distance)
                (best, distance) = (i, bits);
        }
        return best < 0 ? null : (_photos[best], distance);
    }
}
