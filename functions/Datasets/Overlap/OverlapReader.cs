using System.Text.Json;
using Azure.Storage.Blobs.Models;
using Microsoft.AspNetCore.Http;
using PhotoScore.Core.Datasets;
using PhotoScore.Core.Datasets.Overlaps;
using PhotoScore.Core.Datasets.Recipes;
using PhotoScore.Core.Json;
using PhotoScore.Functions.Datasets.Api;
using PhotoScore.Functions.Predictions;
using PhotoScore.Functions.Storage;

namespace PhotoScore.Functions.Datasets.Overlap;

/// <summary>
/// The photos that a request asks for. JSON names one of: another dataset and its version, a prefix in container <c>sources</c>, a list of hashes. A zip or a
/// tar is unpacked; any other body holds photos, as for a prediction.
/// </summary>
/// <param name="storage">The containers.</param>
/// <param name="photos">Reads photos out of bodies.</param>
/// <param name="limits">What a request may take.</param>
internal sealed class OverlapReader(PhotoStorage storage, PhotoRequestReader photos, PredictionLimits limits)
{
    private const int MostFiles = 2_000;
    private const int MostHashes = 100_000;
    private readonly DatasetStore _store = new(storage.Datasets);

    /// <summary>Reads the photos, and notes what is wrong with the request.</summary>
    /// <exception cref="RefusedRequestException">The request as a whole can't be read.</exception>
    public async Task<AskedPhotos> ReadAsync(HttpRequest request, DuplicatesRecipe recipe, IDictionary<string, string[]> faults, CancellationToken cancellation)
    {
        if (request.ContentType?.StartsWith("application/json", StringComparison.OrdinalIgnoreCase) != true)
        {
            if (OverlapArchive.Extension(request) is { } extension)
                return Sort(await new OverlapArchive(limits).ReadAsync(request, extension, recipe, cancellation));
            var inputs = await photos.ReadAsync(request, cancellation);
            return Sort([.. inputs.Select((input, i) => DescribedPhoto.Of($"{i}", input.File, input.Error, recipe))]);
        }

        var body = await ParseAsync(request, cancellation);
        return (body.Dataset, body.Prefix, body.Hashes) switch
        {
            ({ } dataset, null, null) => new AskedPhotos(await DatasetAsync(dataset, body.Version, recipe, cancellation), []),
            (null, { Length: > 0 } prefix, null) => await FilesAsync(prefix, recipe, cancellation),
            (null, null, { Count: > 0 and <= MostHashes } hashes) =>
                new AskedPhotos([.. hashes.Select((hash, i) => new LabelledPhoto(hash.ToPhoto(recipe.Hash, $"$.hashes[{i}]", faults)))], []),
            _ => throw new RefusedRequestException(StatusCodes.Status400BadRequest, "Not readable",
                $"Send one of {{\"dataset\":…,\"version\":…}}, {{\"prefix\":…}} (a folder of container sources), {{\"hashes\":[…]}} with 1 to {MostHashes} entries, photos, or a zip or tar of photos."),
        };
    }

    /// <summary>The photos of a complete version, each with its label.</summary>
    /// <exception cref="RefusedRequestException">There is no such version.</exception>
    public async Task<IReadOnlyList<LabelledPhoto>> DatasetAsync(string dataset, string? version, DuplicatesRecipe recipe, CancellationToken cancellation)
    {
        if (DatasetRoutes.Read(dataset, version ?? "") is not { } build || await _store.ManifestAsync(build.Paths, cancellation) is not { } manifest)
            throw new RefusedRequestException(StatusCodes.Status404NotFound, "Not found", $"There is no complete version {version} of a dataset {dataset}. GET /{DatasetRoutes.List}/{dataset} lists the versions.");
        var found = new List<LabelledPhoto>();
        await foreach (var row in _store.PhotosAsync(build.Paths, cancellation))
        {
            var (photo, facts) = (row.Photo, row.Photo.Facts);
            found.Add(new LabelledPhoto(
                new OverlapPhoto(photo.Key, facts, recipe.Hash != PerceptualHash.Pdq || facts.Pdq is not null),
                manifest.Classes[photo.Label], photo.Candidate.Url, photo.Split.Name()));
        }
        if (found.Count > 0 && !found.Exists(photo => photo.Photo.HasHash))
            throw new RefusedRequestException(StatusCodes.Status400BadRequest, "No such hash", $"{dataset} {version} was built without PDQ hashes: compare by dhash or phash, or build it with \"hash\": \"pdq\".");
        return found;
    }

    private async Task<AskedPhotos> FilesAsync(string prefix, DuplicatesRecipe recipe, CancellationToken cancellation)
    {
        var files = await storage.Sources.GetBlobsAsync(new GetBlobsOptions { Prefix = prefix }, cancellation)
            .Take(MostFiles + 1).ToListAsync(cancellation);
        if (files.Count > MostFiles)
            throw new RefusedRequestException(StatusCodes.Status413PayloadTooLarge, "Too large", $"More than {MostFiles} files begin with '{prefix}': ask for a folder with fewer.");
        if (files.Count == 0)
            throw new RefusedRequestException(StatusCodes.Status404NotFound, "Not found", $"No file of container sources begins with '{prefix}'.");

        var described = new DescribedPhoto[files.Count];
        var bounds = new ParallelOptions { MaxDegreeOfParallelism = limits.Concurrency, CancellationToken = cancellation };
        await Parallel.ForAsync(0, files.Count, bounds, async (i, stop) => described[i] = await FileAsync(files[i], recipe, stop));
        return Sort(described);
    }

    private async Task<DescribedPhoto> FileAsync(BlobItem file, DuplicatesRecipe recipe, CancellationToken cancellation)
    {
        if (file.Properties.ContentLength > limits.MaxPhotoBytes)
            return DescribedPhoto.Of(file.Name, null, new PhotoError("too-large", $"The photo has more than {limits.MaxPhotoBytes} bytes."), recipe);
        var content = await storage.Sources.GetBlobClient(file.Name).DownloadContentAsync(cancellation);
        return DescribedPhoto.Of(file.Name, content.Value.Content.ToArray(), null, recipe);
    }

    private static AskedPhotos Sort(IReadOnlyList<DescribedPhoto> described) =>
        new([.. described.Select(one => one.Photo).OfType<LabelledPhoto>()], [.. described.Select(one => one.Error).OfType<OverlapError>()]);

    private async Task<Body> ParseAsync(HttpRequest request, CancellationToken cancellation)
    {
        var body = await BoundedRead.AllAsync(request.Body, limits.MaxBodyBytes, request.ContentLength, cancellation)
            ?? throw new RefusedRequestException(StatusCodes.Status413PayloadTooLarge, "Too large", $"The body has more than {limits.MaxBodyBytes} bytes: send fewer hashes at once.");
        try
        {
            return JsonSerializer.Deserialize<Body>(body, StoredJson.Compact) ?? throw new JsonException("It is null.");
        }
        catch (JsonException e)
        {
            throw new RefusedRequestException(StatusCodes.Status400BadRequest, "Not readable", $"The JSON can't be read: {e.Message}");
        }
    }

    private sealed record Body(string? Dataset, string? Version, string? Prefix, List<OverlapHashes>? Hashes);
}
