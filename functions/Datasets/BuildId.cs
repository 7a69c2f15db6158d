using PhotoScore.Core.Naming;
using PhotoScore.Core.Storage;

namespace PhotoScore.Functions.Datasets;

/// <summary>One build: a dataset and the version that it makes.</summary>
/// <param name="Dataset">The dataset.</param>
/// <param name="Version">The version.</param>
internal sealed record BuildId(DatasetName Dataset, VersionId Version)
{
    /// <summary>The id of its orchestration.</summary>
    internal string InstanceId => $"build-{Dataset}-{Version}";

    /// <summary>The names of what it leaves behind.</summary>
    internal DatasetPaths Paths => new(Dataset, Version);

    /// <summary>The names of what only its steps see.</summary>
    internal WorkPaths Work => new($"{Paths.Prefix}work/");
}

/// <summary>Blobs that the steps of a build hand to each other; they go when the version is complete.</summary>
/// <param name="Prefix">What all of them begin with.</param>
internal sealed record WorkPaths(string Prefix)
{
    /// <summary>Exists when a user cancelled the build.</summary>
    public string Cancelled => $"{Prefix}cancelled.json";

    /// <summary>The commit of the plan.</summary>
    public string Plan => $"{Prefix}plan.json";

    /// <summary>Which chunks of earlier versions the plan takes over; decided once, for the earlier versions may go on.</summary>
    public string Reuse => $"{Prefix}reuse.json";

    /// <summary>The ledger's rows of candidates that no chunk holds.</summary>
    public string LeftOut => $"{Prefix}left-out.parquet";

    /// <summary>The candidates of a chunk.</summary>
    public string Chunk(int chunk) => $"{Prefix}chunks/{chunk:D5}.parquet";

    /// <summary>What all progress marks begin with.</summary>
    public string Progress => $"{Prefix}progress/";

    /// <summary>How far a chunk has come that is not committed yet.</summary>
    public string ProgressOf(int chunk) => $"{Progress}{chunk:D5}";

    /// <summary>The commit of assembling.</summary>
    public string Assembled => $"{Prefix}assembled.json";

    /// <summary>The photos of each shard before it is packed.</summary>
    public string Shards => $"{Prefix}shards.parquet";

    /// <summary>The commit of a packed shard.</summary>
    public string Packed(int shard) => $"{Prefix}packed/{shard:D5}.json";

    /// <summary>The manifest, before it completes the version.</summary>
    public string Manifest => $"{Prefix}manifest.json";
}
