using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using PhotoScore.Core.Datasets;
using PhotoScore.Core.Naming;
using PhotoScore.Functions.Api;
using PhotoScore.Functions.Problems;
using PhotoScore.Functions.Storage;

namespace PhotoScore.Functions.Datasets.Api;

/// <summary>A dataset and its versions.</summary>
internal sealed record DatasetSummary(DatasetName Name, IReadOnlyList<DatasetVersionState> Versions);

/// <summary>What datasets there are, and what a version holds.</summary>
internal sealed class DatasetEndpoints(PhotoStorage storage)
{
    private const int DefaultLimit = 100;
    private readonly DatasetStore _store = new(storage.Datasets);

    [Function("ListDatasets")]
    public async Task<IActionResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = DatasetRoutes.List)] HttpRequest request, CancellationToken cancellation)
    {
        var faults = new Dictionary<string, string[]>();
        var paging = Paging.TryRead(request, DefaultLimit, faults);
        DatasetName? after = null;
        if (paging?.After is { } text && !DatasetName.TryParse(text, out after))
            faults["after"] = [DatasetRoutes.NameFault(text)];
        if (paging is null || faults.Count > 0)
            return Problem.Invalid("This list can't be asked for", faults);

        var items = new List<DatasetSummary>();
        await foreach (var name in _store.NamesAsync(after, cancellation))
        {
            if (items.Count == paging.Limit)
                return ApiJson.Of(new ListPage<DatasetSummary>(items, items[^1].Name.Value));
            items.Add(new DatasetSummary(name, await _store.VersionsAsync(name, cancellation)));
        }
        return ApiJson.Of(new ListPage<DatasetSummary>(items, Next: null));
    }

    [Function("GetDataset")]
    public async Task<IActionResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = DatasetRoutes.One)] HttpRequest request, string dataset, CancellationToken cancellation) =>
        DatasetName.TryParse(dataset, out var name) && await _store.VersionsAsync(name, cancellation) is { Count: > 0 } versions
            ? ApiJson.Of(new DatasetSummary(name, versions))
            : Problem.NotFound($"There is no dataset {dataset}. GET /{DatasetRoutes.List} lists the datasets.");

    [Function("GetDatasetVersion")]
    public async Task<IActionResult> GetVersionAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = DatasetRoutes.Version)] HttpRequest request,
        string dataset,
        string version,
        CancellationToken cancellation)
    {
        if (DatasetRoutes.Read(dataset, version) is not { } build || await _store.RecipeAsync(build.Paths, cancellation) is null)
            return DatasetRoutes.Unknown(dataset, version);
        return await _store.ManifestAsync(build.Paths, cancellation) is { } manifest ? ApiJson.Of(manifest) : DatasetRoutes.NotComplete(build);
    }
}
