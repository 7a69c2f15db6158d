using System.Numerics;
using PhotoScore.Core.Datasets.Recipes;
using PhotoScore.Core.Deduplication;
using PhotoScore.Core.Deduplication.Joining;

namespace PhotoScore.Core.Datasets.Assembling;

/// <summary>The hashes of one kind of many photos and, if wanted, of their mirror images. A photo is named by its position.</summary>
internal abstract class HashColumn
{
    /// <summary>Takes the hashes out of the facts.</summary>
    /// <param name="kind">Which; not <see cref="PerceptualHash.None"/>.</param>
    /// <param name="mirror">Whether a photo is compared with mirror images too.</param>
    /// <param name="photos">The photos. One whose facts lack a mirror image's hash is compared as it is.</param>
    public static HashColumn Of(PerceptualHash kind, bool mirror, IReadOnlyList<PhotoFacts> photos) => kind switch
    {
        PerceptualHash.DHash => new Hash64Column(photos, facts => facts.DHash, mirror ? facts => facts.Mirror?.DHash : null),
        PerceptualHash.PHash => new Hash64Column(photos, facts => facts.PHash, mirror ? facts => facts.Mirror?.PHash : null),
        PerceptualHash.Pdq => new PdqColumn(photos, mirror),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a perceptual hash."),
    };

    /// <summary>Whether the photo has a hash that can be trusted.</summary>
    public abstract bool Has(int photo);

    /// <summary>The photo's hash, to tell equal ones.</summary>
    public abstract Hash256 Hash(int photo);

    /// <summary>Bits in which two photos differ, one of them mirrored if that brings them nearer.</summary>
    public abstract int Distance(int a, int b);

    /// <summary>Whether <see cref="Distance"/> is that of a photo to a mirror image.</summary>
    public abstract bool IsMirrored(int a, int b);

    /// <summary>Calls <paramref name="pair"/> for each pair of these photos within a distance, at least once.</summary>
    public abstract void ForEachNear(IReadOnlyList<int> photos, int maxDistance, Action<int, int> pair);

    /// <summary>Joins hashes and mirror images as if each were a photo: a pair counts unless both are mirror images, or both are one photo.</summary>
    protected static Action<int, int> OfPhotos(IReadOnlyList<int> photos, Action<int, int> pair) => (a, b) =>
    {
        var count = photos.Count;
        if ((a < count || b < count) && a % count != b % count)
            pair(photos[a % count], photos[b % count]);
    };
}

/// <summary>Hashes of 64 bits.</summary>
internal sealed class Hash64Column : HashColumn
{
    private readonly ulong[] _hashes;
    private readonly ulong[]? _mirrors;

    public Hash64Column(IReadOnlyList<PhotoFacts> photos, Func<PhotoFacts, ulong> hash, Func<PhotoFacts, ulong?>? mirror)
    {
        _hashes = [.. photos.Select(hash)];
        if (mirror is not null)
            _mirrors = [.. photos.Select(facts => mirror(facts) ?? hash(facts))];
    }

    public override bool Has(int photo) => true;

    public override Hash256 Hash(int photo) => new(0, 0, 0, _hashes[photo]);

    public override int Distance(int a, int b) => Math.Min(Direct(a, b), Mirrored(a, b));

    public override bool IsMirrored(int a, int b) => Mirrored(a, b) < Direct(a, b);

    public override void ForEachNear(IReadOnlyList<int> photos, int maxDistance, Action<int, int> pair)
    {
        var hashes = photos.Select(photo => _hashes[photo]);
        if (_mirrors is not null)
            hashes = hashes.Concat(photos.Select(photo => _mirrors[photo]));
        HammingJoin.ForEachPair(hashes.ToArray(), maxDistance, OfPhotos(photos, pair));
    }

    private int Direct(int a, int b) => BitOperations.PopCount(_hashes[a] ^ _hashes[b]);

    private int Mirrored(int a, int b) => _mirrors is null ? int.MaxValue : Math.Min(
        BitOperations.PopCount(_hashes[a] ^ _mirrors[b]), BitOperations.PopCount(_mirrors[a] ^ _hashes[b]));
}

/// <summary>PDQ hashes; those of pictures without features are not trusted.</summary>
internal sealed class PdqColumn : HashColumn
{
    private readonly Hash256[] _hashes;
    private readonly Hash256[]? _mirrors;
    private readonly bool[] _trusted;

    public PdqColumn(IReadOnlyList<PhotoFacts> photos, bool mirror)
    {
        _hashes = [.. photos.Select(facts => facts.Pdq?.Hash ?? default)];
        _mirrors = mirror ? [.. photos.Select(facts => facts.Pdq?.Mirror ?? default)] : null;
        _trusted = [.. photos.Select(facts => facts.Pdq?.Quality >= Pdq.LeastQuality)];
    }

    public override bool Has(int photo) => _trusted[photo];

    public override Hash256 Hash(int photo) => _hashes[photo];

    public override int Distance(int a, int b) => Math.Min(_hashes[a].DistanceTo(_hashes[b]), Mirrored(a, b));

    public override bool IsMirrored(int a, int b) => Mirrored(a, b) < _hashes[a].DistanceTo(_hashes[b]);

    public override void ForEachNear(IReadOnlyList<int> photos, int maxDistance, Action<int, int> pair)
    {
        var hashes = photos.Select(photo => _hashes[photo]);
        if (_mirrors is not null)
            hashes = hashes.Concat(photos.Select(photo => _mirrors[photo]));
        WideHammingJoin.ForEachPair([.. hashes], maxDistance, OfPhotos(photos, pair));
    }

    private int Mirrored(int a, int b) =>
        _mirrors is null ? int.MaxValue : Math.Min(_hashes[a].DistanceTo(_mirrors[b]), _mirrors[a].DistanceTo(_hashes[b]));
}
