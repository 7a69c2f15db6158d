using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using PhotoScore.Core.Datasets;
using PhotoScore.Functions.Datasets.Api;
using PhotoScore.Functions.Problems;
using PhotoScore.Functions.Reporting;
using PhotoScore.Functions.Storage;

namespace PhotoScore.Functions.Datasets.Reporting;

/// <summary>
/// <c>GET …/{version}/report</c>: the page about a complete version; as JSON with <c>?format=json</c> or where the caller accepts JSON and no HTML.
/// </summary>
internal sealed class ReportEndpoint(PhotoStorage storage)
{
    private readonly DatasetStore _store = new(storage.Datasets);

    [Function("GetDatasetReport")]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = DatasetRoutes.Report)] HttpRequest request,
        string dataset,
        string version,
        CancellationToken cancellation)
    {
        if (DatasetRoutes.Read(dataset, version) is not { } build)
            return DatasetRoutes.Unknown(dataset, version);
        if (StoredReport.Format(request) is not { } format)
            return Problem.Invalid("This report can't be asked for", new Dictionary<string, string[]> { ["format"] = ["Ask for html or json."] });
        if (!await storage.Datasets.GetBlobClient(build.Paths.Manifest).ExistsAsync(cancellation))
            return await NotYetAsync(build, dataset, version, cancellation);

        var blob = storage.Datasets.GetBlobClient(format == StoredReport.Json ? build.Paths.ReportData : build.Paths.Report);
        return await StoredReport.AnswerAsync(blob, format, request, cancellation)
            ?? Problem.NotFound($"{build.Dataset} {build.Version} was built before there were reports. Post its recipe again to build a version with one.");
    }

    private async Task<IActionResult> NotYetAsync(BuildId build, string dataset, string version, CancellationToken cancellation) =>
        await _store.RecipeAsync(build.Paths, cancellation) is null
            ? DatasetRoutes.Unknown(dataset, version)
            : DatasetRoutes.NotYet(build);
}
