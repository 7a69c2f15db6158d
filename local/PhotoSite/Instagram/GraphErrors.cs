using PhotoScore.Local.PhotoSite.Faults;

namespace PhotoScore.Local.PhotoSite.Instagram;

/// <summary>How the API refuses: https://developers.facebook.com/docs/graph-api/overview/rate-limiting</summary>
internal sealed class GraphErrors : IServiceErrors
{
    // The documentation names codes and a header with minutes; some of the service's front ends say Retry-After as well.
    public IResult TooMany(TimeSpan wait) =>
        new WithRetryAfter(new GraphException(4, "(#4) Application request limit reached", StatusCodes.Status403Forbidden) { IsTransient = true }.ToResult(), wait);

    public IResult Unavailable(int kind) => kind % 2 == 0
        ? new GraphException(2, "An unexpected error has occurred. Please retry your request later.", StatusCodes.Status500InternalServerError) { IsTransient = true }.ToResult()
        : Results.Content("<html><body>Sorry, something went wrong.</body></html>", "text/html", statusCode: StatusCodes.Status503ServiceUnavailable);
}
