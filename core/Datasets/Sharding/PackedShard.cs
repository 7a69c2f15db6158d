using PhotoScore.Core.Datasets.Statistics;

namespace PhotoScore.Core.Datasets.Sharding;

/// <summary>What packing a shard gave: enough to finish the dataset without opening the shard again. Small enough to be a JSON document.</summary>
/// <param name="Info">For the manifest.</param>
/// <param name="Entries">Where each photo lies, in the order of the shard.</param>
/// <param name="Statistics">Of a train shard's photos; null for the other splits, whose pixels must not shape the model.</param>
public sealed record PackedShard(ShardInfo Info, IReadOnlyList<ShardEntry> Entries, ShardStatistics? Statistics);
