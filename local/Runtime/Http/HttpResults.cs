using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Routing;

namespace PhotoScore.Local.Runtime.Http;

/// <summary>Writes what an HTTP function returned.</summary>
internal static class HttpResults
{
    public static Task WriteAsync(HttpContext context, object? result) => result switch
    {
        // The function wrote to the response by itself.
        null => Task.CompletedTask,
        IActionResult action => ExecuteAsync(context, action),
        IResult minimal => minimal.ExecuteAsync(context),
        _ => ExecuteAsync(context, new ObjectResult(result)),
    };

    private static Task ExecuteAsync(HttpContext context, IActionResult action) =>
        action.ExecuteResultAsync(new ActionContext(context, context.GetRouteData(), new ActionDescriptor()));
}
