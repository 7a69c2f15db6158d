using System.Runtime.CompilerServices;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using PhotoScore.Core.Datasets.Tables;
using PhotoScore.Core.Storage;

namespace PhotoScore.Functions.Datasets.Chunks;

/// <summary>One blob below a version's <c>chunks/</c>.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Marks">What a committed chunk says of itself; null for a tar.</param>
/// <param name="LastModified">When it was written; null where storage does not say.</param>
internal sealed record ChunkBlob(string Name, ChunkMarks? Marks, DateTimeOffset? LastModified)
{
    /// <summary>Whether it holds photos; the others hold a chunk's rows.</summary>
    public bool IsTar => Name.EndsWith(".tar", StringComparison.Ordinal);
}

/// <summary>Lists chunks, and what their metadata tell, without reading one.</summary>
internal static class ChunkBlobs
{
    /// <summary>Every blob that a version's chunks left, tars included.</summary>
    public static IAsyncEnumerable<ChunkBlob> ChunksAsync(this BlobContainerClient datasets, DatasetPaths paths, CancellationToken cancellation) =>
        datasets.ChunksBelowAsync(paths.Chunks, cancellation);

    /// <summary>The rows of a chunk.</summary>
    public static async Task<ChunkLedger> ReadChunkAsync(this BlobContainerClient datasets, string name, CancellationToken cancellation)
    {
        var content = await datasets.GetBlobClient(name).DownloadContentAsync(cancellation);
        return await ChunkLedgers.ReadAsync(content.Value.Content.ToStream(), cancellation);
    }

    /// <summary>Every blob whose name begins with <paramref name="prefix"/>.</summary>
    public static async IAsyncEnumerable<ChunkBlob> ChunksBelowAsync(
        this BlobContainerClient datasets, string prefix, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var blob in datasets.GetBlobsAsync(new GetBlobsOptions { Prefix = prefix, Traits = BlobTraits.Metadata }, cancellation))
            yield return new ChunkBlob(blob.Name, ChunkMarks.From(blob.Metadata), blob.Properties.LastModified);
    }
}
