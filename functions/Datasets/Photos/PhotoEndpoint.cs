using Azure;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Net.Http.Headers;
using PhotoScore.Core.Datasets;
using PhotoScore.Functions.Datasets.Api;
using PhotoScore.Functions.Problems;
using PhotoScore.Functions.Storage;

namespace PhotoScore.Functions.Datasets.Photos;

/// <summary><c>GET …/{version}/photos/{key}</c>: the JPEG of a stored photo, read out of its shard. It never changes, so a browser asks once.</summary>
internal sealed class PhotoEndpoint(PhotoStorage storage)
{
    private readonly DatasetStore _store = new(storage.Datasets);

    [Function("GetPhoto")]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = DatasetRoutes.Photo)] HttpRequest request,
        string dataset,
        string version,
        string key,
        CancellationToken cancellation)
    {
        if (DatasetRoutes.Read(dataset, version) is not { } build)
            return DatasetRoutes.Unknown(dataset, version);
        if (!CandidateKey.IsKey(key))
            return Problem.Invalid("There can't be such a photo", new Dictionary<string, string[]> { ["key"] = [$"'{key}' is no key: two digits, a hyphen and 24 hexadecimal digits, as photos.parquet and the ledger have them."] });
        if (await _store.ManifestAsync(build.Paths, cancellation) is not { } manifest)
        {
            return await storage.Datasets.GetBlobClient(build.Paths.Recipe).ExistsAsync(cancellation)
                ? DatasetRoutes.NotComplete(build)
                : DatasetRoutes.Unknown(dataset, version);
        }

        var tag = new EntityTagHeaderValue($"\"{manifest.PhotosSha256}-{key}\"");
        if (IsKnown(request, tag))
            return Described(request, tag, new StatusCodeResult(StatusCodes.Status304NotModified));
        if (await _store.PlaceAsync(build.Paths, key, cancellation) is not { } place)
            return Problem.NotFound($"{dataset} {version} has no photo {key}: it was never listed, or was not kept. GET /{DatasetRoutes.List}/{dataset}/{version}/ledger tells why.");
        try
        {
            var jpeg = await _store.JpegAsync(build.Paths.Shard(place.Shard), place.Offset, place.Length, cancellation);
            return Described(request, tag, new FileContentResult(jpeg, "image/jpeg"));
        }
        catch (Exception e) when (e is InvalidDataException or RequestFailedException { Status: 404 or 416 })
        {
            return Problem.Of(StatusCodes.Status500InternalServerError, "The dataset is damaged", $"Shard {place.Shard} of {dataset} {version} does not hold photo {key}. Build the dataset again.");
        }
    }

    private static bool IsKnown(HttpRequest request, EntityTagHeaderValue tag) =>
        EntityTagHeaderValue.TryParseList(request.Headers.IfNoneMatch, out var known) && known.Any(other => other.Compare(tag, useStrongComparison: false));

    private static IActionResult Described(HttpRequest request, EntityTagHeaderValue tag, IActionResult answer)
    {
        var headers = request.HttpContext.Response.Headers;
        headers.ETag = tag.ToString();
        headers.CacheControl = "private, max-age=31536000, immutable";
        headers.XContentTypeOptions = "nosniff";
        return answer;
    }
}
