using System.Globalization;
using PhotoScore.Core.Datasets.Assembling;

namespace PhotoScore.Core.Datasets.Sharding;

/// <summary>A shard before it is written.</summary>
/// <param name="Split">The split that its photos belong to.</param>
/// <param name="Number">Its number within the split.</param>
/// <param name="Photos">Its photos, in the order that they are written.</param>
public sealed record PlannedShard(Split Split, int Number, IReadOnlyList<AssembledPhoto> Photos)
{
    /// <summary>Its name below <c>shards/</c>, such as <c>train-00000.tar</c>.</summary>
    public string Name => string.Create(CultureInfo.InvariantCulture, $"{Split.Name()}-{Number:D5}.tar");
}

/// <summary>How large a shard may become.</summary>
public sealed record ShardLimits
{
    /// <summary>Photos of a shard at most.</summary>
    public int MaxPhotos { get; init; } = 4_096;

    /// <summary>Bytes of the JPEGs of a shard at most, unless a single one is larger.</summary>
    public long MaxBytes { get; init; } = 256L << 20;
}

/// <summary>Divides a dataset's photos into shards.</summary>
public static class ShardPlan
{
    /// <summary>
    /// Splits in the order train, validation, test; within a split the photos stand in an order that only the seed and their keys decide, so
    /// that a reader of one shard after the other meets all classes and sources mixed.
    /// </summary>
    public static IReadOnlyList<PlannedShard> Make(IReadOnlyList<AssembledPhoto> photos, int seed, ShardLimits? limits = null)
    {
        limits ??= new ShardLimits();
        var shards = new List<PlannedShard>();
        foreach (var split in SplitNames.All)
        {
            var ordered = photos.Where(photo => photo.Split == split)
                .OrderBy(photo => SeededOrder.Rank("shard", seed, photo.Key)).ThenBy(photo => photo.Key, StringComparer.Ordinal);
            shards.AddRange(Cut(ordered, limits).Select((members, number) => new PlannedShard(split, number, members)));
        }

        return shards;
    }

    private static IEnumerable<List<AssembledPhoto>> Cut(IEnumerable<AssembledPhoto> photos, ShardLimits limits)
    {
        var shard = new List<AssembledPhoto>();
        var bytes = 0L;
        foreach (var photo in photos)
        {
            if (shard.Count > 0 && (shard.Count >= limits.MaxPhotos || bytes + photo.Facts.Length > limits.MaxBytes))
            {
                yield return shard;
                (shard, bytes) = ([], 0);
            }

            shard.Add(photo);
            bytes += photo.Facts.Length;
        }

        if (shard.Count > 0)
            yield return shard;
    }
}
