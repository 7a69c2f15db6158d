using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;
using PhotoScore.Core.Reporting.Html;

namespace PhotoScore.Functions.Reporting;

/// <summary>Answers with a stored report: the page, or its data with <c>?format=json</c> or where the caller accepts JSON and no HTML.</summary>
internal static class StoredReport
{
    public const string Json = "application/json";
    public const string Html = "text/html";

    /// <summary>What a request asks for; null where there is no such format.</summary>
    public static string? Format(HttpRequest request)
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

    /// <summary>The blob, or that it has not changed since the caller saw it; null where there is none.</summary>
    /// <param name="blob">The report in that format.</param>
    /// <param name="format"><see cref="Json"/> or <see cref="Html"/>.</param>
    /// <param name="request">The request, whose response gets its headers.</param>
    /// <param name="cancellation">Stops reading.</param>
    public static async Task<IActionResult?> AnswerAsync(BlobClient blob, string format, HttpRequest request, CancellationToken cancellation)
    {
        try
        {
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
            return null;
        }
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
