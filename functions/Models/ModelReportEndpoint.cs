using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using PhotoScore.Core.Naming;
using PhotoScore.Core.Storage;
using PhotoScore.Functions.Problems;
using PhotoScore.Functions.Reporting;
using PhotoScore.Functions.Storage;

namespace PhotoScore.Functions.Models;

/// <summary>
/// <c>GET …/{version}/report</c>: the page about a published version; as JSON with <c>?format=json</c> or where the caller accepts JSON and no HTML.
/// </summary>
internal sealed class ModelReportEndpoint(PhotoStorage storage, ModelCatalog catalog)
{
    [Function("GetModelReport")]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = @"api/models/{model}/{version:regex(^v\d+$)}/report")] HttpRequest request,
        string model,
        string version,
        CancellationToken cancellation)
    {
        if (StoredReport.Format(request) is not { } format)
            return Problem.Invalid("This report can't be asked for", new Dictionary<string, string[]> { ["format"] = ["Ask for html or json."] });
        if (!ModelName.TryParse(model, out var name) || !VersionId.TryParse(version, out var id) || !await catalog.IsPublishedAsync(name, id, cancellation))
            return Problem.NotFound(await UnknownModel.DescribeAsync(catalog, model, version, cancellation));

        var paths = new ModelPaths(name, id);
        var blob = storage.Models.GetBlobClient(format == StoredReport.Json ? paths.ReportData : paths.Report);
        return await StoredReport.AnswerAsync(blob, format, request, cancellation)
            ?? Problem.NotFound($"{name} {id} was published without a report: it is older than reports are, or the log of its training says why. GET /api/models/{name}/trainings/{id} has the log.");
    }
}
