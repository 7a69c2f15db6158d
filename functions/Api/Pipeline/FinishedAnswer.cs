using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.ResponseCompression;

namespace PhotoScore.Functions.Api.Pipeline;

/// <summary>An answer that is written compressed where the caller takes that, and whose problem details name the correlation id.</summary>
internal sealed class FinishedAnswer(IActionResult answer, string correlationId, IResponseCompressionProvider compression) : IActionResult
{
    public Task ExecuteResultAsync(ActionContext context)
    {
        if (answer is ObjectResult { Value: ProblemDetails problem })
            problem.Extensions["correlationId"] = correlationId;
        return new ResponseCompressionMiddleware(_ => answer.ExecuteResultAsync(context), compression).Invoke(context.HttpContext);
    }
}
