using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Microsoft.Azure.Functions.Worker;
using PhotoScore.Core.Datasets;
using PhotoScore.Core.Scorings;
using PhotoScore.Core.Storage;
using PhotoScore.Functions.Storage;

namespace PhotoScore.Functions.Scorings;

/// <summary>Decides which photos each part holds, a page of parts at a time: nobody ever holds the names of all photos.</summary>
internal sealed class ListPhotos(PhotoStorage storage, ScoringCatalog catalog)
{
    // A sample's first entry is its JPEG, behind one block of header.
    private const int TarHeader = 512;

    private readonly DatasetStore _datasets = new(storage.Datasets);

    /// <summary>Lists a page, unless an earlier attempt did.</summary>
    /// <exception cref="ScoringFaultException">What is to be scored is gone.</exception>
    [Function(nameof(ListPhotos))]
    public async Task<ListedPhotos> RunAsync([ActivityTrigger] PhotosToList input, CancellationToken cancellation)
    {
        var paths = input.Key.Paths();
        if (await PageAsync(paths, input.Page, cancellation) is not { } page)
        {
            var accepted = await catalog.RequiredAsync(input.Key, cancellation);
            if (accepted.Request.Dataset is null)
                await ListBlobsAsync(paths, input.Page, accepted, cancellation);
            else
                await SliceShardsAsync(paths, accepted, cancellation);
            page = (await PageAsync(paths, input.Page, cancellation))!;
        }
        return new(page.Chunks.Count, page.Photos(), page.Next is not null);
    }

    /// <summary>A page that was listed; null before that.</summary>
    public Task<ScoringPage?> PageAsync(ScoringPaths paths, int page, CancellationToken cancellation) =>
        storage.Scorings.TryReadJsonAsync<ScoringPage>(paths.Page(page), cancellation);

    private async Task ListBlobsAsync(ScoringPaths paths, int page, AcceptedScoring accepted, CancellationToken cancellation)
    {
        var next = page == 0 ? null : (await PageAsync(paths, page - 1, cancellation))!.Next;
        var container = storage.ContainerOf(accepted.Request);
        var wanted = accepted.PhotosPerPart * ScoringPage.MostChunks;
        var blobs = new List<BlobToScore>();
        do
        {
            // Storage may give less than was asked for; where parts end must not depend on that.
            (var some, next) = await NextBlobsAsync(container, accepted.Request.Prefix!, next, wanted - blobs.Count, cancellation);
            blobs.AddRange(some);
        }
        while (next is not null && blobs.Count < wanted);

        var chunks = blobs.Chunk(accepted.PhotosPerPart).Select(some => new ScoringChunk(Blobs: some));
        await storage.Scorings.TryCreateJsonAsync(paths.Page(page), new ScoringPage([.. chunks], next), cancellation);
    }

    private static async Task<(IEnumerable<BlobToScore> Blobs, string? Next)> NextBlobsAsync(
        BlobContainerClient container, string prefix, string? token, int most, CancellationToken cancellation)
    {
        await foreach (var page in container.GetBlobsAsync(new GetBlobsOptions { Prefix = prefix }, cancellation).AsPages(token, most))
        {
            var blobs = page.Values.Select(blob => new BlobToScore(blob.Name, blob.Properties.ContentLength ?? 0));
            return (blobs, string.IsNullOrEmpty(page.ContinuationToken) ? null : page.ContinuationToken);
        }
        return ([], null);
    }

    /// <summary>Writes all pages of a dataset out of one reading of its table; the first one last, for its presence says that all are there.</summary>
    private async Task SliceShardsAsync(ScoringPaths paths, AcceptedScoring accepted, CancellationToken cancellation)
    {
        var version = new DatasetPaths(accepted.Request.Dataset!, accepted.DatasetVersion!.Value);
        var manifest = await _datasets.ManifestAsync(version, cancellation)
            ?? throw new ScoringFaultException($"Dataset {version.Prefix.TrimEnd('/')} is gone. Score another version of it.");
        var shards = manifest.Shards.Where(shard => accepted.Request.Split is not { } split || shard.Split == split).ToList();
        var offsets = shards.ToDictionary(shard => shard.Name, shard => new List<long>(shard.Photos), StringComparer.Ordinal);
        await foreach (var photo in _datasets.PhotosAsync(version, cancellation))
        {
            if (offsets.TryGetValue(photo.Shard, out var known))
                known.Add(photo.Offset);
        }

        var pages = shards.SelectMany(shard => Slices(shard, offsets[shard.Name], accepted.PhotosPerPart)).Chunk(ScoringPage.MostChunks).ToList();
        if (pages.Count == 0)
            throw new ScoringFaultException($"The shards of {version.Prefix.TrimEnd('/')} and its photos.parquet have no photo in common: it is damaged. Build the dataset again.");
        for (var page = pages.Count - 1; page >= 0; page--)
        {
            var chunks = pages[page].Select(slice => new ScoringChunk(Slice: slice));
            var next = page == pages.Count - 1 ? null : $"{page + 1}";
            await storage.Scorings.TryCreateJsonAsync(paths.Page(page), new ScoringPage([.. chunks], next), cancellation);
        }
    }

    private static IEnumerable<ShardSlice> Slices(ShardInfo shard, List<long> offsets, int photosPerPart)
    {
        offsets.Sort();
        return offsets.Chunk(photosPerPart).Select(some => new ShardSlice(shard.Name, shard.Split, some[0] - TarHeader, some.Length));
    }
}
