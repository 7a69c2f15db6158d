using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PhotoScore.Local.Runtime.Http;

namespace PhotoScore.Local.Runtime.Functions;

/// <summary>Runs functions: a service scope, the middleware, the parameters, the method.</summary>
internal sealed class FunctionInvoker
{
    private readonly IServiceScopeFactory _scopes;
    private readonly ILoggerFactory _loggers;
    private readonly FunctionExecutionDelegate _pipeline;

    public FunctionInvoker(
        IServiceScopeFactory scopes,
        ILoggerFactory loggers,
        IReadOnlyList<Func<FunctionExecutionDelegate, FunctionExecutionDelegate>> middleware)
    {
        _scopes = scopes;
        _loggers = loggers;
        _pipeline = middleware.Reverse().Aggregate((FunctionExecutionDelegate)RunAsync, (next, use) => use(next));
    }

    /// <summary>Runs the function and gives what it returned; throws what it, a middleware or the binding threw.</summary>
    public async Task<object?> InvokeAsync(DiscoveredFunction function, TriggerInput input, CancellationToken cancellation)
    {
        var logger = _loggers.CreateLogger($"Function.{function.Name}");
        await using var scope = _scopes.CreateAsyncScope();
        var invocation = new FunctionInvocation(function, input, scope.ServiceProvider, cancellation);
        if (input.HttpContext is { } http)
            invocation.Items[HttpFunction.HttpContextKey] = http;
        logger.Executing(function.Name, invocation.InvocationId);
        try
        {
            await _pipeline(invocation);
            await input.CompleteAsync(invocation.Result);
            logger.Executed(function.Name, invocation.InvocationId);
            return invocation.Result;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            logger.Cancelled(function.Name, invocation.InvocationId);
            throw;
        }
        catch (Exception error)
        {
            logger.Failed(error, function.Name, invocation.InvocationId);
            throw;
        }
    }

    private static async Task RunAsync(FunctionContext context)
    {
        var invocation = (FunctionInvocation)context;
        var arguments = await ParameterBinder.BindAsync(invocation);
        var instance = invocation.Function.CreateInstance(invocation.InstanceServices);
        try
        {
            invocation.Result = await MethodResult.AwaitAsync(invocation.Function.Call(instance, arguments));
        }
        finally
        {
            await DisposeAsync(instance);
        }
    }

    private static async ValueTask DisposeAsync(object? instance)
    {
        if (instance is IAsyncDisposable asynchronous)
            await asynchronous.DisposeAsync();
        else
            (instance as IDisposable)?.Dispose();
    }
}
