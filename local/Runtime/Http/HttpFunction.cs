using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using PhotoScore.Local.Runtime.Functions;
using PhotoScore.Local.Runtime.Hosting;

namespace PhotoScore.Local.Runtime.Http;

/// <summary>An HTTP-triggered function as an endpoint.</summary>
internal sealed class HttpFunction(DiscoveredFunction function, HttpTriggerAttribute trigger, string routePrefix)
{
    internal const string HttpContextKey = "HttpRequestContext";

    /// <summary>The route from the root, without a leading slash.</summary>
    public string Route { get; } = string.Join('/',
        new[] { routePrefix.Trim('/'), (trigger.Route ?? function.Name).Trim('/') }.Where(part => part.Length > 0));

    public IReadOnlyList<string> Methods { get; } = [.. (trigger.Methods ?? []).Select(method => method.ToUpperInvariant())];

    public void Map(IEndpointRouteBuilder endpoints)
    {
        if (function.TriggerParameter.ParameterType != typeof(HttpRequest))
        {
            throw new InvalidOperationException(
                $"Function '{function.Name}': the parameter with [HttpTrigger] must be an HttpRequest, not {function.TriggerParameter.ParameterType.Name}.");
        }
        var endpoint = Methods.Count == 0 ? endpoints.Map(Route, AnswerAsync) : endpoints.MapMethods(Route, Methods, AnswerAsync);
        endpoint.WithDisplayName(function.Name);
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var services = context.RequestServices;
        if (!services.GetRequiredService<HttpKeys>().Allow(context.Request, trigger.AuthLevel, function.Name))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }
        var abort = services.GetRequiredService<ShutdownGrace>().Expired;
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, abort);
        try
        {
            await services.GetRequiredService<FunctionInvoker>().InvokeAsync(function, new HttpInput(context), cancellation.Token);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The caller is gone: nobody is left to answer.
        }
        catch (Exception) when (!context.Response.HasStarted)
        {
            // The invoker has logged it. Like the real host, a caller is told nothing of what went wrong inside.
            context.Response.Clear();
            context.Response.StatusCode = StatusCodes.Status500InternalServerError;
        }
    }
}
