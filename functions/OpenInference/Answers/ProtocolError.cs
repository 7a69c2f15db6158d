using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using PhotoScore.Functions.Api;
using PhotoScore.Functions.Predictions;

namespace PhotoScore.Functions.OpenInference.Answers;

/// <summary>Errors as the protocol has them: an HTTP status and <c>{"error": "…"}</c>.</summary>
internal static class ProtocolError
{
    /// <summary>An error that asking again does not mend.</summary>
    public static JsonResult Of(int status, string message) => ApiJson.Of(new ErrorBody(message), status);

    /// <summary>A problem in the protocol's form.</summary>
    public static JsonResult Of(ObjectResult problem) =>
        Of(problem.StatusCode ?? StatusCodes.Status500InternalServerError, problem.Value is ProblemDetails details ? $"{details.Title}. {details.Detail}" : $"{problem.Value}");

    /// <summary>503: asking again may mend it.</summary>
    public static JsonResult Unavailable(HttpRequest request, string message, int retryAfterSeconds)
    {
        request.HttpContext.Response.Headers.RetryAfter = retryAfterSeconds.ToString(CultureInfo.InvariantCulture);
        return Of(StatusCodes.Status503ServiceUnavailable, message);
    }

    /// <summary>Answers, or says why not.</summary>
    public static async Task<IActionResult> CatchAsync(HttpRequest request, Func<Task<IActionResult>> answer)
    {
        try
        {
            return await answer();
        }
        catch (RefusedRequestException e) when (e.Status == StatusCodes.Status503ServiceUnavailable)
        {
            return Unavailable(request, e.Message, ServedModels.RetryAfterSeconds);
        }
        catch (RefusedRequestException e)
        {
            return Of(e.Status, e.Message);
        }
        catch (QueueFullException e)
        {
            return Unavailable(request, e.Message, e.RetryAfterSeconds);
        }
    }

    private sealed record ErrorBody(string Error);
}
