using PhotoScore.Local.PhotoSite.Faults;

namespace PhotoScore.Local.PhotoSite.Google;

/// <summary>How the API refuses: https://developers.google.com/custom-search/v1/overview#pricing (100 queries a day) and AIP-193.</summary>
internal sealed class GoogleErrors : IServiceErrors
{
    public IResult TooMany(TimeSpan wait) => new WithRetryAfter(
        new GoogleException(
            StatusCodes.Status429TooManyRequests, "RESOURCE_EXHAUSTED", "rateLimitExceeded",
            "Quota exceeded for quota metric 'Queries' and limit 'Queries per day' of service 'customsearch.googleapis.com'.").ToResult(),
        wait);

    public IResult Unavailable(int kind) => kind % 2 == 0
        ? new GoogleException(StatusCodes.Status500InternalServerError, "INTERNAL", "backendError", "Internal error encountered.").ToResult()
        : new GoogleException(StatusCodes.Status503ServiceUnavailable, "UNAVAILABLE", "backendError", "The service is currently unavailable.").ToResult();
}
