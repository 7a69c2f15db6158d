using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.Extensions.DependencyInjection;
using PhotoScore.Local.Runtime.Durable;
using PhotoScore.Local.Runtime.Functions;

namespace PhotoScore.Local.Runtime.Tasks;

/// <summary>The app's orchestrators and activities, as the engine calls them.</summary>
internal sealed class TaskFunctions : ITaskFunctions
{
    private readonly Dictionary<string, OrchestratorFunction> _orchestrators;
    private readonly Dictionary<string, DiscoveredFunction> _activities;
    private readonly FunctionInvoker _invoker;

    public TaskFunctions(IReadOnlyList<DiscoveredFunction> functions, FunctionInvoker invoker, IServiceScopeFactory scopes)
    {
        _invoker = invoker;
        _orchestrators = functions
            .Where(function => function.Trigger is OrchestrationTriggerAttribute)
            .ToDictionary(
                function => ((OrchestrationTriggerAttribute)function.Trigger).Orchestration ?? function.Name,
                function => new OrchestratorFunction(function, scopes),
                StringComparer.OrdinalIgnoreCase);
        _activities = functions
            .Where(function => function.Trigger is ActivityTriggerAttribute)
            .ToDictionary(
                function => ((ActivityTriggerAttribute)function.Trigger).Activity ?? function.Name,
                StringComparer.OrdinalIgnoreCase);
    }

    public bool HasOrchestrator(string name) => _orchestrators.ContainsKey(name);

    public bool HasActivity(string name) => _activities.ContainsKey(name);

    public Task<object?> RunOrchestrator(TaskOrchestrationContext context) => _orchestrators[context.Name.Name].Run(context);

    public Task<object?> RunActivity(string name, string instanceId, string? serializedInput, CancellationToken cancellation) =>
        _invoker.InvokeAsync(_activities[name], new ActivityInput(instanceId, serializedInput), cancellation);
}
