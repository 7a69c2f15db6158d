using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using PhotoScore.Functions.Problems;

namespace PhotoScore.Functions.Page;

/// <summary>
/// Refuses requests that another site makes a browser send and that would change something. Where no key is asked, as on one machine, being able to reach the app is all
/// that such a request needs, and every page that somebody opens beside it can. A key in the header can't be sent from another site unless the app's host allows that site, so
/// it passes. Programs send none of the headers that are looked at here.
/// </summary>
internal sealed class OtherSitesRefused : IFunctionsWorkerMiddleware
{
    private const string KeyHeader = "x-functions-key";

    /// <inheritdoc/>
    public Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is not { } http || !IsRefused(http.Request))
            return next(context);
        context.GetInvocationResult().Value = Problem.Of(
            StatusCodes.Status403Forbidden,
            "From another site",
            "A page of another site asked for a change. Such requests are taken with a function key in the header x-functions-key only; programs outside of browsers need nothing.",
            "cross-site");
        return Task.CompletedTask;
    }

    /// <summary>Whether a browser sent it for another site, it may change something, and nothing shows that the site may.</summary>
    public static bool IsRefused(HttpRequest request) =>
        !HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method) && !HttpMethods.IsOptions(request.Method)
        && !request.Headers.ContainsKey(KeyHeader)
        && IsFromElsewhere(request);

    // Browsers say whose page it is, on https and on this machine; old ones at least name the origin.
    private static bool IsFromElsewhere(HttpRequest request) => request.Headers["Sec-Fetch-Site"].ToString() switch
    {
        "same-origin" or "none" => false,
        "" => request.Headers.Origin.ToString() is { Length: > 0 } origin
            && !(Uri.TryCreate(origin, UriKind.Absolute, out var site) && site.Authority == request.Host.Value),
        _ => true,
    };
}
