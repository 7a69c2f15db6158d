using Azure;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;
using PhotoScore.Functions.Problems;

namespace PhotoScore.Functions.Models.Routing;

/// <summary>Whether a change was made knowing what it changes.</summary>
internal static class RoutePreconditions
{
    /// <summary>The refusal of a request that says nothing of what it saw; null where it does.</summary>
    public static ObjectResult? Missing(HttpRequest request) => request.Headers.IfMatch.Count > 0 || request.Headers.IfNoneMatch.Count > 0
        ? null
        : Problem.Of(
            StatusCodes.Status428PreconditionRequired,
            "Say what you saw",
            $"Send If-Match with the ETag of GET {request.Path}, so that nobody's change is lost; where nothing is current yet, If-None-Match: *.");

    /// <summary>The refusal of a request that saw something else than what is there; null where it fits, or says nothing.</summary>
    public static ObjectResult? Failed(HttpRequest request, StoredRoutes there)
    {
        var matches = Matches(request.Headers.IfMatch.ToArray(), there.ETag) ?? true;
        var differs = !(Matches(request.Headers.IfNoneMatch.ToArray(), there.ETag) ?? false);
        return matches && differs ? null : Changed(request, there);
    }

    /// <summary>412, with the ETag of what is there.</summary>
    public static ObjectResult Changed(HttpRequest request, StoredRoutes there)
    {
        Tag(request, there.ETag);
        return Problem.Of(
            StatusCodes.Status412PreconditionFailed,
            "Changed meanwhile",
            there.Current is { } current
                ? $"{RouteHistory.Describe(current.Routes)} answers since another change: look at it, and send again what is still right."
                : "Nothing is current, or what is can't be read: look at it, and send again what is still right.");
    }

    /// <summary>Gives the answer its ETag.</summary>
    public static void Tag(HttpRequest request, ETag? etag)
    {
        if (etag is { } known)
            request.HttpContext.Response.Headers.ETag = known.ToString("H");
    }

    private static bool? Matches(string?[] headers, ETag? there)
    {
        if (headers.Length == 0)
            return null;
        return EntityTagHeaderValue.TryParseList(headers!, out var tags) && there is { } known
            && tags.Any(tag => tag.Equals(EntityTagHeaderValue.Any) || (!tag.IsWeak && tag.Tag == known.ToString("H")));
    }
}
