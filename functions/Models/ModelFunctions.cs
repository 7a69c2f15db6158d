using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using PhotoScore.Core.Models;
using PhotoScore.Core.Naming;
using PhotoScore.Core.Training;
using PhotoScore.Functions.Api;
using PhotoScore.Functions.Models.Routing;
using PhotoScore.Functions.Problems;

namespace PhotoScore.Functions.Models;

/// <summary>Models, their versions and which of them answers.</summary>
internal sealed class ModelFunctions(ModelCatalog catalog, RouteStore routes, Promoter promoter)
{
    private const string Version = @"{version:regex(^v\d+$)}";
    private const int DefaultLimit = 100;

    [Function("ListModels")]
    public async Task<IActionResult> List(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/models")] HttpRequest request, CancellationToken cancellation)
    {
        var faults = new Dictionary<string, string[]>();
        if (Paging.TryRead(request, DefaultLimit, faults) is not { } paging)
            return Problem.Invalid("The list can't be read like that.", faults);

        var names = await catalog.NamesAsync(paging.After, paging.Limit + 1, cancellation);
        var page = names.Take(paging.Limit).ToList();
        var items = new List<ModelItem>();
        foreach (var name in page)
            items.Add(new(name, (await routes.ReadAsync(name, cancellation)).Current));
        return ApiJson.Of(new ListPage<ModelItem>(items, names.Count > page.Count ? page[^1].Value : null));
    }

    [Function("GetModel")]
    public async Task<IActionResult> Get(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/models/{model}")] HttpRequest request,
        string model,
        CancellationToken cancellation)
    {
        var faults = new Dictionary<string, string[]>();
        if (Paging.TryRead(request, DefaultLimit, faults) is not { } paging)
            return Problem.Invalid("The list can't be read like that.", faults);
        if (!ModelName.TryParse(model, out var name) || !await catalog.ExistsAsync(name, cancellation))
            return await UnknownAsync(model, cancellation);

        var (page, next) = paging.Of(await catalog.VersionsAsync(name, cancellation));
        var items = new List<VersionItem>();
        foreach (var version in page)
            items.Add(VersionItem.Of(version, await catalog.ManifestAsync(name, version, cancellation)));
        var current = (await routes.ReadAsync(name, cancellation)).Current;
        return ApiJson.Of(new ModelDetails(name, current, items, next));
    }

    [Function("GetModelVersion")]
    public async Task<IActionResult> GetVersion(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/models/{model}/" + Version)] HttpRequest request,
        string model,
        string version,
        CancellationToken cancellation) =>
        ModelName.TryParse(model, out var name) && VersionId.TryParse(version, out var id)
        && await catalog.ManifestAsync(name, id, cancellation) is { } manifest
            ? ApiJson.Of(manifest)
            : await UnpublishedAsync(model, version, cancellation);

    [Function("PromoteModelVersion")]
    public async Task<IActionResult> Promote(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/models/{model}/" + Version + "/promote")] HttpRequest request,
        string model,
        string version,
        CancellationToken cancellation)
    {
        if (!ModelName.TryParse(model, out var name) || !VersionId.TryParse(version, out var id)
            || !await catalog.IsPublishedAsync(name, id, cancellation))
        {
            return await UnpublishedAsync(model, version, cancellation);
        }
        await promoter.PromoteAsync(name, id, Promotion.Always, cancellation);
        var current = await routes.ReadAsync(name, cancellation);
        RoutePreconditions.Tag(request, current.ETag);
        return ApiJson.Of(new ModelItem(name, current.Current));
    }

    private async Task<IActionResult> UnknownAsync(string model, CancellationToken cancellation) =>
        Problem.NotFound(await UnknownModel.DescribeAsync(catalog, model, cancellation));

    private async Task<IActionResult> UnpublishedAsync(string model, string version, CancellationToken cancellation) =>
        Problem.NotFound(await UnknownModel.DescribeAsync(catalog, model, version, cancellation));
}

/// <summary>A model in a list.</summary>
internal sealed record ModelItem(ModelName Model, CurrentModel? Current);

/// <summary>A model and one page of its versions.</summary>
internal sealed record ModelDetails(ModelName Model, CurrentModel? Current, IReadOnlyList<VersionItem> Versions, VersionId? Next);

/// <summary>A version in a list; only its number and <paramref name="Published"/> false until it is published.</summary>
internal sealed record VersionItem(
    VersionId Version, bool Published, DateTimeOffset? PublishedAt, string? Architecture, ModelDataset? Dataset, double? TestBalancedAccuracy)
{
    public static VersionItem Of(VersionId version, ModelManifest? manifest) => new(
        version, manifest is not null, manifest?.PublishedAt, manifest?.Architecture, manifest?.Dataset, manifest?.Test.BalancedAccuracy);
}
