using Azure;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Logging;
using PhotoScore.Core.Naming;
using PhotoScore.Functions.OpenInference;
using PhotoScore.Functions.OpenInference.Answers;
using PhotoScore.Functions.Problems;

namespace PhotoScore.Functions.Api.Pipeline;

/// <summary>What every HTTP answer has: a correlation id, compression where the caller takes it, and problem details instead of an empty 500.</summary>
internal sealed class AnswerMiddleware(IResponseCompressionProvider compression, ILogger<AnswerMiddleware> logger) : IFunctionsWorkerMiddleware
{
    private const string RetryAfterSeconds = "5";

    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is not { } http)
        {
            await next(context);
            return;
        }
        var id = CorrelationId.Of(http.Request);
        http.Response.Headers[CorrelationId.Header] = id;
        using var scope = logger.BeginScope(new Dictionary<string, object> { ["CorrelationId"] = id });
        var result = context.GetInvocationResult();
        try
        {
            await next(context);
        }
        catch (OriginReusedException e)
        {
            result.Value = Problem.Of(StatusCodes.Status422UnprocessableEntity, "This key was used before", e.Message, "idempotency-key-reused");
        }
        catch (Exception e) when (!http.RequestAborted.IsCancellationRequested && !http.Response.HasStarted)
        {
            logger.Unanswered(e, http.Request.Method, http.Request.Path, id);
            var apology = Apology(e, http.Response, id);
            result.Value = Routes.Have(http.Request.Path) ? ProtocolError.Of(apology) : apology;
        }
        if (result.Value is IActionResult answer)
            result.Value = new FinishedAnswer(answer, id, compression);
    }

    /// <summary>A caller is told whether to try again, and nothing of what went wrong inside.</summary>
    private static ObjectResult Apology(Exception fault, HttpResponse response, string id)
    {
        // A request that its caller did not give up is cancelled when the host stops.
        (string Title, string Code)? passing = IsStorage(fault) ? ("Storage does not answer", "storage-unavailable")
            : fault is OperationCanceledException ? ("The service is stopping", "stopping")
            : null;
        if (passing is not var (title, code))
            return Problem.Of(StatusCodes.Status500InternalServerError, "Something went wrong here", $"The logs tell what: look for {id}.", "internal");
        response.Headers.RetryAfter = RetryAfterSeconds;
        return Problem.Of(StatusCodes.Status503ServiceUnavailable, title, $"Try again in {RetryAfterSeconds} seconds; the logs tell more: look for {id}.", code);
    }

    // The client has retried already. A status of 0 is a connection that never was; several of them come together.
    private static bool IsStorage(Exception fault) => fault switch
    {
        RequestFailedException { Status: 0 or 429 or >= 500 } => true,
        AggregateException all => all.InnerExceptions.All(IsStorage),
        _ => false,
    };
}
