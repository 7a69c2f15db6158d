using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Net.Http.Headers;
using PhotoScore.Functions.Problems;

namespace PhotoScore.Functions.Page;

/// <summary>
/// <c>GET /</c>: the page for people, and the files that it loads. They hold no data, so everybody may have them; what they ask the API for takes a key as from anybody else.
/// </summary>
internal sealed class PageFunctions(PageFiles files)
{
    private const string KeptForever = "public, max-age=31536000, immutable";
    private const string AskedAgain = "no-cache";

    [Function("GetPage")]
    public IActionResult Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "{ignored:maxlength(0)?}")] HttpRequest request) =>
        Answer(request, PageFiles.Index, AskedAgain)!;

    // Modules import each other by relative addresses, so the version in the first one is in all of them. A page that was opened before the app was
    // replaced asks for a version that is gone: it gets what there is now, and keeps it no longer than it needs it.
    [Function("GetPageFile")]
    public IActionResult GetFile(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "page/{version}/{*file}")] HttpRequest request, string version, string file) =>
        Answer(request, file, version == files.Version ? KeptForever : AskedAgain)
        ?? Problem.NotFound($"The page has no file {file}. GET / is the page.");

    private IActionResult? Answer(HttpRequest request, string name, string keep)
    {
        if (files.Find(name) is not { } file)
            return null;
        var tag = new EntityTagHeaderValue($"\"{files.Version}\"");
        var headers = request.HttpContext.Response.Headers;
        headers.ETag = tag.ToString();
        headers.CacheControl = keep;
        PageSecurity.Describe(headers, name);
        return EntityTagHeaderValue.TryParseList(request.Headers.IfNoneMatch, out var known) && known.Any(one => one.Compare(tag, useStrongComparison: false))
            ? new StatusCodeResult(StatusCodes.Status304NotModified)
            : new FileContentResult(file.Bytes, file.Type);
    }
}
