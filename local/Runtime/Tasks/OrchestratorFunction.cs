using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.Extensions.DependencyInjection;
using PhotoScore.Local.Runtime.Functions;

namespace PhotoScore.Local.Runtime.Tasks;

/// <summary>
/// Calls an orchestrator on the thread that steps it. Middleware is left out: an await of its own would take the orchestrator
/// off that thread.
/// </summary>
internal sealed class OrchestratorFunction
{
    private static readonly MethodInfo ReadInput = typeof(TaskOrchestrationContext).GetMethod(nameof(TaskOrchestrationContext.GetInput))!;

    private readonly DiscoveredFunction _function;
    private readonly IServiceScopeFactory _scopes;
    private readonly bool _needsScope;
    private readonly Func<TaskOrchestrationContext, FunctionContext?, object?>[] _binders;

    public OrchestratorFunction(DiscoveredFunction function, IServiceScopeFactory scopes)
    {
        _function = function;
        _scopes = scopes;
        _needsScope = !function.Method.IsStatic || function.Parameters.Any(parameter => parameter.ParameterType == typeof(FunctionContext));
        _binders = [.. function.Parameters.Select(Binder)];
    }

    public Task<object?> Run(TaskOrchestrationContext context)
    {
        if (!_needsScope)
            return Call(context, instance: null, invocation: null);
        var scope = _scopes.CreateScope();
        try
        {
            var invocation = new FunctionInvocation(_function, new OrchestrationInput(context), scope.ServiceProvider, CancellationToken.None);
            var task = Call(context, _function.CreateInstance(scope.ServiceProvider), invocation);
            _ = task.ContinueWith(
                _ => scope.Dispose(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            return task;
        }
        catch
        {
            scope.Dispose();
            throw;
        }
    }

    private Task<object?> Call(TaskOrchestrationContext context, object? instance, FunctionContext? invocation)
    {
        try
        {
            var arguments = new object?[_binders.Length];
            for (var i = 0; i < arguments.Length; i++)
                arguments[i] = _binders[i](context, invocation);
            return MethodResult.Follow(_function.Call(instance, arguments));
        }
        catch (Exception error)
        {
            return Task.FromException<object?>(error);
        }
    }

    private Func<TaskOrchestrationContext, FunctionContext?, object?> Binder(ParameterInfo parameter)
    {
        if (parameter == _function.TriggerParameter)
        {
            return parameter.ParameterType == typeof(TaskOrchestrationContext)
                ? (context, _) => context
                : throw new InvalidOperationException(
                    $"Function '{_function.Name}': the parameter with [OrchestrationTrigger] must be a TaskOrchestrationContext, not {parameter.ParameterType.Name}.");
        }
        if (parameter.ParameterType == typeof(FunctionContext))
            return (_, invocation) => invocation;
        if (parameter.ParameterType == typeof(CancellationToken))
            return (_, _) => CancellationToken.None;
        var read = ReadInput.MakeGenericMethod(parameter.ParameterType);
        return (context, _) => read.Invoke(context, BindingFlags.DoNotWrapExceptions, binder: null, parameters: null, culture: null);
    }

    private sealed class OrchestrationInput(TaskOrchestrationContext context) : TriggerInput
    {
        public override IReadOnlyDictionary<string, object?> Data { get; } =
            new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase) { ["instanceId"] = context.InstanceId };

        public override ValueTask<object?> ReadAsync(Type type, CancellationToken cancellation) => new(context);
    }
}
