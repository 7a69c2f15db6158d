namespace PhotoScore.Local.PhotoSite.Faults;

/// <summary>How a service says that it can't answer now; each does it in its own words.</summary>
internal interface IServiceErrors
{
    /// <summary>Too many calls.</summary>
    /// <param name="wait">When a call may succeed again.</param>
    IResult TooMany(TimeSpan wait);

    /// <summary>A failure of the service's own, which passes.</summary>
    /// <param name="kind">Any number; chooses among the forms that it takes.</param>
    IResult Unavailable(int kind);
}

/// <summary>Status codes without a word, as a file server answers.</summary>
internal sealed class PlainErrors : IServiceErrors
{
    public static readonly PlainErrors Instance = new();

    public IResult TooMany(TimeSpan wait) => new WithRetryAfter(Results.StatusCode(StatusCodes.Status429TooManyRequests), wait);

    public IResult Unavailable(int kind) => Results.StatusCode((kind % 4) switch { 0 => 500, 1 => 502, 2 => 503, _ => 504 });
}

/// <summary>Another result with a Retry-After header.</summary>
internal sealed class WithRetryAfter(IResult inner, TimeSpan wait) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.Headers.RetryAfter = $"{(long)Math.Ceiling(wait.TotalSeconds)}";
        return inner.ExecuteAsync(httpContext);
    }
}
