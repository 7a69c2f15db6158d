using Azure;
using Azure.Storage.Blobs.Models;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Net.Http.Headers;
using PhotoScore.Core.Datasets;
using PhotoScore.Core.Reporting.Html;
using PhotoScore.Functions.Datasets.Api;
using PhotoScore.Functions.Problems;
using PhotoScore.Functions.Storage;

namespace PhotoScore.Functions.Datasets.Reporting;

/// <summary>
/// <c>GET …/{version}/report</c>: the page about a complete version; as JSON with <c>?format=json</c> or where the caller accepts JSON and no HTML.
/// </summary>
internal sealed class ReportEndpoint(PhotoStorage storage)
{
    private const string Json = "application/json";
    private const string Html = "text/html";
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
        if (Format(request) is not { } format)
            return Problem.Invalid("This report can't be asked for", new Dictionary<string, string[]> { ["format"] = ["Ask for html or json."] });
        if (!await storage.Datasets.GetBlobClient(build.Paths.Manifest).ExistsAsync(cancellation))
            return await NotYetAsync(build, dataset, version, cancellation);

        try
        {
            var blob = storage.Datasets.GetBlobClient(format == Json ? build.Paths.ReportData : build.Paths.Report);
            var options = new BlobDownloadOptions { Conditions = new BlobRequestConditions { IfNoneMatch = Known(request) } };
            var download = await blob.DownloadStreamingAsync(options, cancellation);
            var notChanged = download.GetRawResponse().Status == StatusCodes.Status304NotModified;
            Describe(request.HttpContext.Response, notChanged ? Known(request)!.Value : download.Value.Details.ETag);
            return notChanged
                ? new StatusCodeResult(StatusCodes.Status304NotModified)
                : new FileStreamResult(download.Value.Content, format == Json ? Json : $"{Html}; charset=utf-8");
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return Problem.NotFound($"{build.Dataset} {build.Version} was built before there were reports. Post its recipe again to build a version with one.");
        }
    }

    private async Task<IActionResult> NotYetAsync(BuildId build, string dataset, string version, CancellationToken cancellation) =>
        await _store.RecipeAsync(build.Paths, cancellation) is null
            ? DatasetRoutes.Unknown(dataset, version)
            : DatasetRoutes.NotYet(build);

    private static string? Format(HttpRequest request)
    {
        var accept = request.Headers.Accept.ToString();
        return request.Query["format"].ToString() switch
        {
            "html" => Html,
            "json" => Json,
            "" => accept.Contains(Json, StringComparison.OrdinalIgnoreCase) && !accept.Contains(Html, StringComparison.OrdinalIgnoreCase) ? Json : Html,
            _ => null,
        };
    }

    // One tag is what browsers send; a list of them is answered in full.
    private static ETag? Known(HttpRequest request) =>
        EntityTagHeaderValue.TryParse(request.Headers.IfNoneMatch.ToString(), out var tag) ? new ETag(tag.Tag.ToString()) : null;

    private static void Describe(HttpResponse response, ETag tag)
    {
        var headers = response.Headers;
        headers.ETag = tag.ToString("H");
        // Complete versions never change; asking again costs an answer without a body.
        headers.CacheControl = "private, no-cache";
        headers.Vary = HeaderNames.Accept;
        headers.ContentSecurityPolicy = $"{HtmlPage.SecurityPolicy}; frame-ancestors 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
    }
}
