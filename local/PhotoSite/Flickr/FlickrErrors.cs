using PhotoScore.Local.PhotoSite.Faults;

namespace PhotoScore.Local.PhotoSite.Flickr;

/// <summary>
/// How the API refuses. Code 105 comes with status 200, as every failure of the API does; in front of it stand servers that
/// answer 429 and 502 themselves, without JSON.
/// </summary>
internal sealed class FlickrErrors(IQueryCollection query) : IServiceErrors
{
    public IResult TooMany(TimeSpan wait) =>
        new WithRetryAfter(Results.Content("Too Many Requests", "text/plain", statusCode: StatusCodes.Status429TooManyRequests), wait);

    public IResult Unavailable(int kind) => kind % 2 == 0
        ? FlickrJson.Write(FlickrJson.Failure(105, "Service currently unavailable"), query).ToResult()
        : Results.Content("<html><body><h1>502 Bad Gateway</h1></body></html>", "text/html", statusCode: StatusCodes.Status502BadGateway);
}
