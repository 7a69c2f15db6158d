using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using PhotoScore.Functions.Problems;

namespace PhotoScore.Functions.Predictions;

/// <summary>More photos wait already than this instance can answer soon: nothing was done, and the request may be sent again.</summary>
internal sealed class QueueFullException(int waiting, int limit, TimeSpan retryAfter)
    : Exception($"{waiting} photos are waiting, and at most {limit} may. Send it again after {Seconds(retryAfter)} s, or fewer photos at once.")
{
    /// <summary>When the photos that wait now should be answered; whole seconds, at least one.</summary>
    public int RetryAfterSeconds => Seconds(retryAfter);

    /// <summary>503 with <c>Retry-After</c>.</summary>
    public ObjectResult Answer(HttpRequest request)
    {
        request.HttpContext.Response.Headers.RetryAfter = RetryAfterSeconds.ToString(CultureInfo.InvariantCulture);
        return Problem.Of(StatusCodes.Status503ServiceUnavailable, "Too busy", Message, "queue-full");
    }

    private static int Seconds(TimeSpan time) => Math.Max(1, (int)Math.Ceiling(time.TotalSeconds));
}
