using PhotoScore.Core.Naming;

namespace PhotoScore.Core.Storage;

/// <summary>Blob names of one dataset version in container <see cref="Containers.Datasets"/>.</summary>
/// <param name="Dataset">The dataset.</param>
/// <param name="Version">Its version.</param>
public sealed record DatasetPaths(DatasetName Dataset, VersionId Version)
{
    /// <summary>What all names of this version begin with, a slash at the end.</summary>
    public string Prefix => $"{Dataset}/{Version}/";

    /// <summary>What was asked for; creating it allocates the version.</summary>
    public string Recipe => $"{Prefix}recipe.json";

    /// <summary>The manifest; the version is complete when it exists.</summary>
    public string Manifest => $"{Prefix}dataset.json";

    /// <summary>Every kept photo.</summary>
    public string Photos => $"{Prefix}photos.parquet";

    /// <summary>Every candidate and its outcome.</summary>
    public string Ledger => $"{Prefix}ledger.parquet";

    /// <summary>The page for people.</summary>
    public string Report => $"{Prefix}report.html";

    /// <summary>What the page shows, for programs.</summary>
    public string ReportData => $"{Prefix}report.json";

    /// <summary>One page of candidates.</summary>
    public string Candidates(int page) => $"{Prefix}candidates/{page:D5}.parquet";

    /// <summary>What the names of all chunks and of their tars begin with.</summary>
    public string Chunks => $"{Prefix}chunks/";

    /// <summary>The committed rows of one chunk; names the tar that holds its photos.</summary>
    public string Chunk(int chunk) => $"{Chunks}{chunk:D5}.parquet";

    /// <summary>The resized photos of one chunk.</summary>
    /// <param name="chunk">The chunk's number.</param>
    /// <param name="sha256">Lowercase hex of the tar's SHA-256, so that two attempts never write one name.</param>
    public string ChunkTar(int chunk, string sha256) => $"{Chunks}{chunk:D5}-{sha256}.tar";

    /// <summary>One WebDataset shard.</summary>
    /// <param name="split"><c>train</c>, <c>validation</c> or <c>test</c>.</param>
    /// <param name="shard">Its number within the split.</param>
    public string Shard(string split, int shard) => Shard($"{split}-{shard:D5}.tar");

    /// <summary>One WebDataset shard.</summary>
    /// <param name="name">Its name, such as <c>train-00000.tar</c>.</param>
    public string Shard(string name) => $"{Prefix}shards/{name}";

    /// <summary>The mean of a class' photos in the train split, a JPEG; not there for a class without any.</summary>
    /// <param name="label">The index of the class.</param>
    public string MeanPicture(int label) => $"{Prefix}pictures/mean-{label}.jpg";
}
