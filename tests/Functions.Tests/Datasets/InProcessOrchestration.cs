using System.Text.Json;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace PhotoScore.Functions.Tests.Datasets;

/// <summary>Runs an orchestrator once, without history: activities are plain calls, payloads go through JSON as they do on a host.</summary>
internal sealed class InProcessOrchestration(string name, string instanceId, object? input, InProcessOrchestration.CallTask call, List<object?> statuses, Action<DateTime>? sleep = null)
    : TaskOrchestrationContext
{
    /// <summary>Carries out an activity or a sub-orchestration: its name, its input as JSON; gives its output.</summary>
    public delegate Task<object?> CallTask(string name, string? input);

    public override TaskName Name { get; } = new(name);

    public override string InstanceId { get; } = instanceId;

    public override ParentOrchestrationInstance? Parent => null;

    public override DateTime CurrentUtcDateTime => DateTime.UnixEpoch;

    public override bool IsReplaying => false;

    protected override ILoggerFactory LoggerFactory => NullLoggerFactory.Instance;

    public override T? GetInput<T>() where T : default => JsonSerializer.Deserialize<T>(JsonSerializer.Serialize(input));

    public override async Task<TResult> CallActivityAsync<TResult>(TaskName name, object? input = null, TaskOptions? options = null)
    {
        var output = await call(name.Name, JsonSerializer.Serialize(input));
        return output is null ? default! : JsonSerializer.Deserialize<TResult>(JsonSerializer.Serialize(output))!;
    }

    public override Task<TResult> CallSubOrchestratorAsync<TResult>(TaskName orchestratorName, object? input = null, TaskOptions? options = null) =>
        CallActivityAsync<TResult>(orchestratorName, input, options);

    public override void SetCustomStatus(object? customStatus) => statuses.Add(customStatus);

    public override Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken)
    {
        (sleep ?? throw new NotSupportedException())(fireAt);
        return Task.CompletedTask;
    }

    public override Task<T> WaitForExternalEvent<T>(string eventName, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public override void SendEvent(string instanceId, string eventName, object payload) => throw new NotSupportedException();

    public override void ContinueAsNew(object? newInput = null, bool preserveUnprocessedEvents = true) => throw new NotSupportedException();

    public override Guid NewGuid() => throw new NotSupportedException();
}
