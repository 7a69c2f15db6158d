using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using PhotoScore.Core.Json;

namespace PhotoScore.Functions.Api;

/// <summary>Answers as the product's own JSON, whatever the host's defaults are.</summary>
internal static class ApiJson
{
    /// <summary>Seconds after which asking for a status again is worth it.</summary>
    public const string RetryAfterSeconds = "2";

    /// <summary>200, or another status, with a JSON body.</summary>
    public static JsonResult Of(object value, int status = 200) => new(value, StoredJson.Compact) { StatusCode = status };

    /// <summary>202 with a JSON body, and where to ask how far it is.</summary>
    /// <param name="request">What is answered.</param>
    /// <param name="statusUrl">The address of the status.</param>
    /// <param name="value">The body.</param>
    public static JsonResult Accepted(HttpRequest request, string statusUrl, object value)
    {
        var headers = request.HttpContext.Response.Headers;
        (headers.Location, headers.RetryAfter) = (statusUrl, RetryAfterSeconds);
        return Of(value, StatusCodes.Status202Accepted);
    }
}
