using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using PhotoScore.Local.Runtime.Durable.Engine;
using PhotoScore.Local.Runtime.Durable.History;

namespace PhotoScore.Local.Runtime.Durable.Client;

/// <summary>The client of the hub that runs in this process.</summary>
internal sealed class HubClient(string hubName, HubEngine engine) : DurableTaskClient(hubName)
{
    private readonly InstanceQueries _queries = new(engine);

    public override async Task<string> ScheduleNewOrchestrationInstanceAsync(
        TaskName orchestratorName, object? input = null, StartOrchestrationOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(orchestratorName.Name, nameof(orchestratorName));
        if (!engine.Functions.HasOrchestrator(orchestratorName.Name))
            throw new ArgumentException($"There is no orchestrator '{orchestratorName.Name}' in this app.", nameof(orchestratorName));
        return await StartAsync(orchestratorName.Name, JsonDataConverter.Default.Serialize(input), options ?? new(), cancellation);
    }

    public override async Task RaiseEventAsync(
        string instanceId, string eventName, object? eventPayload = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(eventName);
        var raised = new EventRaised(eventName, JsonDataConverter.Default.Serialize(eventPayload), null) { At = engine.Time.GetUtcNow() };
        if (!await TryDeliverAsync(instanceId, raised, cancellation))
            throw new InvalidOperationException($"Instance '{instanceId}' has finished; event '{eventName}' was not raised.");
    }

    public override async Task<OrchestrationMetadata> WaitForInstanceStartAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default)
    {
        await engine.Ready.WaitAsync(cancellation);
        if (engine.Find(instanceId) is { } instance)
            await Until(instance.Started, cancellation);
        return await ExistingAsync(instanceId, getInputsAndOutputs, cancellation);
    }

    public override async Task<OrchestrationMetadata> WaitForInstanceCompletionAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default)
    {
        await engine.Ready.WaitAsync(cancellation);
        if (engine.Find(instanceId) is { } instance)
        {
            await Until(instance.Completed, cancellation);
            return InstanceQueries.Describe(instance.View, getInputsAndOutputs);
        }

        return await ExistingAsync(instanceId, getInputsAndOutputs, cancellation);
    }

    public override async Task TerminateInstanceAsync(
        string instanceId, TerminateInstanceOptions? options = null, CancellationToken cancellation = default)
    {
        var output = JsonDataConverter.Default.Serialize(options?.Output);
        var terminated = new ExecutionTerminated(output, options?.Recursive ?? false) { At = engine.Time.GetUtcNow() };
        await TryDeliverAsync(instanceId, terminated, cancellation);
    }

    public override async Task SuspendInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default) =>
        await TryDeliverAsync(instanceId, new ExecutionSuspended(reason) { At = engine.Time.GetUtcNow() }, cancellation);

    public override async Task ResumeInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default) =>
        await TryDeliverAsync(instanceId, new ExecutionResumed(reason) { At = engine.Time.GetUtcNow() }, cancellation);

    public override async Task<OrchestrationMetadata?> GetInstancesAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default)
    {
        await engine.Ready.WaitAsync(cancellation);
        return await _queries.FindAsync(instanceId, getInputsAndOutputs, cancellation);
    }

    public override AsyncPageable<OrchestrationMetadata> GetAllInstancesAsync(OrchestrationQuery? filter = null) =>
        new InstancePages(_queries, filter ?? new());

    public override Task<Page<string>> ListInstanceIdsAsync(
        IEnumerable<OrchestrationRuntimeStatus>? runtimeStatus = null,
        DateTimeOffset? completedTimeFrom = null,
        DateTimeOffset? completedTimeTo = null,
        int pageSize = OrchestrationQuery.DefaultPageSize,
        string? lastInstanceKey = null,
        CancellationToken cancellation = default)
    {
        var statuses = runtimeStatus?.ToHashSet();
        return _queries.ListIdsAsync(
            summary => summary.IsFinished
                && (statuses is null || statuses.Contains(summary.Status))
                && (completedTimeFrom is null || summary.UpdatedAt >= completedTimeFrom)
                && (completedTimeTo is null || summary.UpdatedAt <= completedTimeTo),
            pageSize,
            lastInstanceKey,
            cancellation);
    }

    public override async Task<PurgeResult> PurgeInstanceAsync(
        string instanceId, PurgeInstanceOptions? options = null, CancellationToken cancellation = default)
    {
        await engine.Ready.WaitAsync(cancellation);
        return new PurgeResult(await Purges.PurgeAsync(engine, [instanceId], options?.Recursive ?? false, cancellation), true);
    }

    public override async Task<PurgeResult> PurgeAllInstancesAsync(
        PurgeInstancesFilter filter, PurgeInstanceOptions? options = null, CancellationToken cancellation = default)
    {
        await engine.Ready.WaitAsync(cancellation);
        return await Purges.PurgeAllAsync(engine, filter, options?.Recursive ?? false, cancellation);
    }

    public override async Task<string> RestartAsync(
        string instanceId, bool restartWithNewInstanceId = false, CancellationToken cancellation = default)
    {
        await engine.Ready.WaitAsync(cancellation);
        var header = engine.Find(instanceId)?.View ?? (await engine.Store.ReadHeaderAsync(instanceId, cancellation))?.Header ?? throw Unknown(instanceId);
        if (!restartWithNewInstanceId && !header.IsFinished)
            throw new InvalidOperationException($"Instance '{instanceId}' is {header.Status}; only a finished one can be restarted under its id.");
        var options = new StartOrchestrationOptions(restartWithNewInstanceId ? null : instanceId)
        {
            Tags = header.Tags ?? new Dictionary<string, string>(),
            Version = header.Version is { } version ? new TaskVersion(version) : null,
        };
        return await StartAsync(header.Name, header.Input, options, cancellation);
    }

    /// <summary>The hub's own life is not the client's.</summary>
    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task<string> StartAsync(string name, string? input, StartOrchestrationOptions options, CancellationToken cancellation)
    {
        await engine.Ready.WaitAsync(cancellation);
        var now = engine.Time.GetUtcNow();
        var header = new InstanceHeader
        {
            InstanceId = string.IsNullOrEmpty(options.InstanceId) ? Guid.NewGuid().ToString("N") : options.InstanceId,
            Name = name,
            ExecutionId = Guid.NewGuid().ToString("N"),
            CreatedAt = now,
            UpdatedAt = now,
            StartAt = options.StartAt,
            Version = options.Version?.Version,
            Input = input,
            Tags = options.Tags.Count == 0 ? null : options.Tags.ToDictionary(),
        };
        await engine.StartNewAsync(header, [.. options.DedupeStatuses ?? []]);
        return header.InstanceId;
    }

    private async Task<bool> TryDeliverAsync(string instanceId, Arrival arrival, CancellationToken cancellation)
    {
        await engine.Ready.WaitAsync(cancellation);
        while (true)
        {
            if (engine.Find(instanceId) is { } instance)
                return await engine.StoredAsync(instance.Mailbox.DeliverAsync(arrival)).WaitAsync(cancellation);
            var stored = await engine.Store.ReadHeaderAsync(instanceId, cancellation) ?? throw Unknown(instanceId);
            if (stored.Header.IsFinished)
                return false;
            // Its header has just been written, and in a moment it lives.
            await Task.Delay(10, engine.Halted).WaitAsync(cancellation);
        }
    }

    private async Task<OrchestrationMetadata> ExistingAsync(string instanceId, bool payloads, CancellationToken cancellation) =>
        await _queries.FindAsync(instanceId, payloads, cancellation) ?? throw Unknown(instanceId);

    /// <summary>Waits for an instance as long as this host may run it.</summary>
    private async Task Until(Task task, CancellationToken cancellation)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, engine.Halted);
        await task.WaitAsync(either.Token);
    }

    private static ArgumentException Unknown(string instanceId) => new($"There is no instance '{instanceId}'.", nameof(instanceId));
}
