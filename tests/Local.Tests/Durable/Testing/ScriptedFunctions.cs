using System.Collections.Concurrent;
using Microsoft.DurableTask;
using PhotoScore.Local.Runtime.Durable;

namespace PhotoScore.Local.Tests.Durable.Testing;

/// <summary>Functions given as lambdas; counts how often each activity ran.</summary>
internal sealed class ScriptedFunctions : ITaskFunctions
{
    private readonly ConcurrentDictionary<string, Func<TaskOrchestrationContext, Task<object?>>> _orchestrators = new();
    private readonly ConcurrentDictionary<string, Func<string?, CancellationToken, Task<object?>>> _activities = new();

    public ConcurrentDictionary<string, int> Runs { get; } = new();

    public ScriptedFunctions Orchestrator<T>(string name, Func<TaskOrchestrationContext, Task<T>> code)
    {
        _orchestrators[name] = async context => await code(context);
        return this;
    }

    public ScriptedFunctions Activity<TIn>(string name, Func<TIn, object?> code) =>
        Activity<TIn>(name, (input, _) => Task.FromResult(code(input)));

    public ScriptedFunctions Activity<TIn>(string name, Func<TIn, CancellationToken, Task<object?>> code)
    {
        _activities[name] = (input, cancellation) => code(JsonDataConverter.Default.Deserialize<TIn>(input)!, cancellation);
        return this;
    }

    public bool HasOrchestrator(string name) => _orchestrators.ContainsKey(name);

    public bool HasActivity(string name) => _activities.ContainsKey(name);

    public Task<object?> RunOrchestrator(TaskOrchestrationContext context) => _orchestrators[context.Name](context);

    public Task<object?> RunActivity(string name, string instanceId, string? serializedInput, CancellationToken cancellation)
    {
        Runs.AddOrUpdate(name, 1, (_, runs) => runs + 1);
        return _activities[name](serializedInput, cancellation);
    }
}
