using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using PhotoScore.Functions.Predictions;

namespace PhotoScore.Functions.OpenInference.Requests;

/// <summary>Refuses bodies that are surely no inference request.</summary>
internal static class ContentChecks
{
    // What curl says of a body when nobody tells it, and clients of other servers get away with it.
    private static readonly string[] Taken = ["application/json", "application/octet-stream", "application/x-www-form-urlencoded"];

    /// <summary>Looks at what the headers say of the body.</summary>
    /// <exception cref="RefusedRequestException">415: it is something else.</exception>
    public static void Check(HttpRequest request)
    {
        var type = MediaTypeHeaderValue.TryParse(request.ContentType, out var parsed) ? parsed.MediaType.Value : request.ContentType;
        if (!string.IsNullOrEmpty(type) && !Taken.Contains(type, StringComparer.OrdinalIgnoreCase))
            throw Unsupported($"The content type is {Faults.Quote(type)}: send application/json, or application/octet-stream where binary data follows the JSON. Photos as they are go to /api/models/{{model}}/predict.");
        if (request.Headers.ContentEncoding.ToString() is { Length: > 0 } encoding && !encoding.Equals("identity", StringComparison.OrdinalIgnoreCase))
            throw Unsupported($"The content encoding is {Faults.Quote(encoding)}: send the body as it is.");
    }

    private static RefusedRequestException Unsupported(string detail) => new(StatusCodes.Status415UnsupportedMediaType, "Unsupported content", detail);
}
