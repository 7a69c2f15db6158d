using System.Runtime.CompilerServices;
using System.Text.Json;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using PhotoScore.Core.Datasets.Recipes;
using PhotoScore.Core.Datasets.Tables;
using PhotoScore.Core.Evaluation;
using PhotoScore.Core.Json;
using PhotoScore.Core.Naming;
using PhotoScore.Core.Storage;

namespace PhotoScore.Core.Datasets;

/// <summary>A version of a dataset.</summary>
/// <param name="Version">Which.</param>
/// <param name="Complete">Whether it is finished; what is not finished is being built, or was given up.</param>
public sealed record DatasetVersionState(VersionId Version, bool Complete);

/// <summary>A recipe that was accepted.</summary>
/// <param name="Recipe">The recipe, defaults filled in.</param>
/// <param name="AcceptedAt">When, UTC.</param>
public sealed record AcceptedRecipe(Recipe Recipe, DateTimeOffset AcceptedAt);

/// <summary>Datasets in container <see cref="Containers.Datasets"/>.</summary>
/// <param name="container">The container; it must exist.</param>
public sealed class DatasetStore(BlobContainerClient container)
{
    // Metadata of recipe.json: what is in it is the recipe alone, which equal requests share.
    private const string OriginMark = "origin";

    /// <summary>Allocates the next version by creating its recipe: of two callers at the same moment, each gets a version of its own.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="recipe">The recipe.</param>
    /// <param name="origin">In whose name; a version that was allocated in the same one is given instead of another. Null for nobody's.</param>
    /// <param name="cancellation">Stops before the version is allocated, or after.</param>
    /// <exception cref="OriginReusedException">The name was used for another recipe.</exception>
    public async Task<VersionId> AllocateAsync(DatasetName dataset, Recipe recipe, RequestOrigin? origin, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        var json = BinaryData.FromBytes(JsonSerializer.SerializeToUtf8Bytes(recipe, StoredJson.Indented));
        var versions = await VersionsAsync(dataset, cancellation);
        foreach (var earlier in origin is null ? [] : versions.Reverse())
        {
            if (origin!.Matches(await OriginAsync(new DatasetPaths(dataset, earlier.Version), cancellation)))
                return earlier.Version;
        }

        var version = versions.Count == 0 ? VersionId.First : versions[^1].Version.Next;
        while (!await CreateAsync(new DatasetPaths(dataset, version).Recipe, json, cancellation, origin))
        {
            // A twin of this very request may have been quicker.
            if (origin is not null && origin.Matches(await OriginAsync(new DatasetPaths(dataset, version), cancellation)))
                return version;
            version = version.Next;
        }
        return version;
    }

    /// <summary>The recipe of a version, with the date that it counts days online to; null when there is no such version.</summary>
    public async Task<AcceptedRecipe?> RecipeAsync(DatasetPaths paths, CancellationToken cancellation = default) =>
        await ReadAsync(paths.Recipe, cancellation) is { } blob
            ? new AcceptedRecipe(AgeCorrection.Settle(Deserialize<Recipe>(blob), blob.Details.CreatedOn), blob.Details.CreatedOn)
            : null;

    /// <summary>The manifest of a version; null while it is not complete.</summary>
    public async Task<DatasetManifest?> ManifestAsync(DatasetPaths paths, CancellationToken cancellation = default) =>
        await ReadAsync(paths.Manifest, cancellation) is { } blob ? Deserialize<DatasetManifest>(blob) : null;

    /// <summary>Completes a version.</summary>
    /// <returns>False when it was complete already; nothing is changed then.</returns>
    public Task<bool> CompleteAsync(DatasetManifest manifest, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        var json = BinaryData.FromBytes(JsonSerializer.SerializeToUtf8Bytes(manifest, StoredJson.Indented));
        return CreateAsync(new DatasetPaths(manifest.Dataset, manifest.Version).Manifest, json, cancellation);
    }

    /// <summary>Every dataset, sorted by name.</summary>
    /// <param name="after">Only names that sort after this one.</param>
    /// <param name="cancellation">Stops the listing.</param>
    public async IAsyncEnumerable<DatasetName> NamesAsync(DatasetName? after = null, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        await foreach (var item in container.GetBlobsByHierarchyAsync(
            new GetBlobsByHierarchyOptions { Delimiter = "/" }, cancellation))
        {
            if (item.IsPrefix && DatasetName.TryParse(item.Prefix.TrimEnd('/'), out var name)
                && (after is null || string.CompareOrdinal(name.Value, after.Value) > 0))
            {
                yield return name;
            }
        }
    }

    /// <summary>The versions of a dataset, oldest first; none when there is no such dataset.</summary>
    public async Task<IReadOnlyList<DatasetVersionState>> VersionsAsync(DatasetName dataset, CancellationToken cancellation = default)
    {
        var versions = new List<DatasetVersionState>();
        await foreach (var item in container.GetBlobsByHierarchyAsync(
            new GetBlobsByHierarchyOptions { Delimiter = "/", Prefix = $"{dataset}/" }, cancellation))
        {
            if (item.IsPrefix && VersionId.TryParse(item.Prefix.TrimEnd('/')[(dataset.Value.Length + 1)..], out var version))
            {
                var manifest = container.GetBlobClient(new DatasetPaths(dataset, version).Manifest);
                versions.Add(new DatasetVersionState(version, await manifest.ExistsAsync(cancellation)));
            }
        }

        return [.. versions.OrderBy(state => state.Version)];
    }

    /// <summary>The photos of a complete version, in the order of their keys.</summary>
    public async IAsyncEnumerable<PhotoRow> PhotosAsync(DatasetPaths paths, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        await using var table = await OpenAsync(paths.Photos, cancellation);
        await foreach (var photo in PhotosTable.ReadAsync(table, cancellation))
            yield return photo;
    }

    /// <summary>The photos of one split of a complete version by which duplicates are known, in the order of their keys.</summary>
    public async IAsyncEnumerable<KnownPhoto> KnownPhotosAsync(DatasetPaths paths, Split split, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        await using var table = await OpenAsync(paths.Photos, cancellation);
        await foreach (var photo in PhotosTable.ReadKnownAsync(table, split, cancellation))
            yield return photo;
    }

    /// <summary>Where a photo of a complete version lies; null when it has none of that key.</summary>
    public async Task<PhotoPlace?> PlaceAsync(DatasetPaths paths, string key, CancellationToken cancellation = default)
    {
        await using var table = await OpenAsync(paths.Photos, cancellation);
        return await PhotosTable.FindAsync(table, key, cancellation);
    }

    /// <summary>The ledger of a complete version, in the order of keys.</summary>
    public async IAsyncEnumerable<LedgerEntry> LedgerAsync(DatasetPaths paths, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        await using var table = await OpenAsync(paths.Ledger, cancellation);
        await foreach (var entry in LedgerTable.ReadAsync(table, cancellation))
            yield return entry;
    }

    /// <summary>A shard's bytes, for <see cref="Sharding.ShardReader"/>; seekable.</summary>
    public Task<Stream> OpenShardAsync(DatasetPaths paths, ShardInfo shard, CancellationToken cancellation = default) =>
        OpenAsync(paths.Shard(shard.Name), cancellation);

    /// <summary>One photo's JPEG out of a tar: a shard, or a chunk.</summary>
    /// <param name="tar">The tar's blob name.</param>
    /// <param name="offset">Where the JPEG begins.</param>
    /// <param name="length">How many bytes it has.</param>
    /// <param name="cancellation">Stops the download.</param>
    public async Task<byte[]> JpegAsync(string tar, long offset, long length, CancellationToken cancellation = default)
    {
        var options = new BlobDownloadOptions { Range = new HttpRange(offset, length) };
        var range = await container.GetBlobClient(tar).DownloadContentAsync(options, cancellation);
        var bytes = range.Value.Content.ToMemory();
        return bytes.Length == length
            ? bytes.ToArray()
            : throw new InvalidDataException($"{tar} has {bytes.Length} of {length} bytes at {offset}: it is not the tar that the table speaks of.");
    }

    private Task<Stream> OpenAsync(string name, CancellationToken cancellation) =>
        container.GetBlobClient(name).OpenReadAsync(new BlobOpenReadOptions(allowModifications: false), cancellation);

    private async Task<string?> OriginAsync(DatasetPaths paths, CancellationToken cancellation)
    {
        var recipe = await container.GetBlobClient(paths.Recipe).GetPropertiesAsync(cancellationToken: cancellation);
        return recipe.Value.Metadata.TryGetValue(OriginMark, out var origin) ? origin : null;
    }

    private async Task<bool> CreateAsync(string name, BinaryData content, CancellationToken cancellation, RequestOrigin? origin = null)
    {
        try
        {
            var options = new BlobUploadOptions
            {
                Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All },
                HttpHeaders = new BlobHttpHeaders { ContentType = "application/json" },
                Metadata = origin is null ? null : new Dictionary<string, string> { [OriginMark] = origin.ToString() },
            };
            await container.GetBlobClient(name).UploadAsync(content, options, cancellation);
            return true;
        }
        catch (RequestFailedException e) when (e.Status is 409 or 412)
        {
            return false;
        }
    }

    private async Task<BlobDownloadResult?> ReadAsync(string name, CancellationToken cancellation)
    {
        try
        {
            return (await container.GetBlobClient(name).DownloadContentAsync(cancellation)).Value;
        }
        catch (RequestFailedException e) when (e.Status == 404 && e.ErrorCode == BlobErrorCode.BlobNotFound)
        {
            return null;
        }
    }

    private static T Deserialize<T>(BlobDownloadResult blob) =>
        JsonSerializer.Deserialize<T>(blob.Content.ToMemory().Span, StoredJson.Compact)
        ?? throw new InvalidDataException($"A stored {typeof(T).Name} is null.");
}
