using PhotoScore.Core.Datasets.Sharding;
using PhotoScore.Core.Datasets.Statistics;
using PhotoScore.Core.Datasets.Tables;

namespace PhotoScore.Core.Datasets.Assembling;

/// <summary>Puts together what the shards' packing gave.</summary>
public static class FinishedDataset
{
    /// <summary>The rows of <c>photos.parquet</c>.</summary>
    /// <exception cref="InvalidDataException">A packed shard does not hold what its plan says.</exception>
    public static IReadOnlyList<PhotoRow> Rows(IReadOnlyList<PlannedShard> plan, IReadOnlyList<PackedShard> packed)
    {
        if (plan.Count != packed.Count)
            throw new InvalidDataException($"{packed.Count} of {plan.Count} shards were packed; pack the rest first.");
        return [.. plan.Zip(packed).SelectMany(pair => Rows(pair.First, pair.Second))];
    }

    /// <summary>The statistics of all train shards, merged in their order.</summary>
    public static ShardStatistics Statistics(int classes, IReadOnlyList<PackedShard> packed) =>
        packed.Select(shard => shard.Statistics).OfType<ShardStatistics>()
            .Aggregate(ShardStatistics.None(classes), (all, shard) => all.Merge(shard));

    private static IEnumerable<PhotoRow> Rows(PlannedShard plan, PackedShard packed)
    {
        if (plan.Name != packed.Info.Name || !plan.Photos.Select(photo => photo.Key).SequenceEqual(packed.Entries.Select(entry => entry.Key)))
            throw new InvalidDataException($"Shard {packed.Info.Name} does not hold the photos of {plan.Name}; pack it again.");
        return plan.Photos.Zip(packed.Entries, (photo, entry) => new PhotoRow(photo, plan.Name, entry.Offset, entry.Length));
    }
}
