using System.Security.Cryptography;
using System.Text;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;
using PhotoScore.Local.Runtime.Durable.History;

namespace PhotoScore.Local.Runtime.Durable.Engine;

/// <summary>Turns an orchestrator's calls into decisions, and gives it the tasks that arrivals complete.</summary>
internal sealed class EngineContext(InstanceHeader header, OrchestratorThread thread, ILoggerFactory logs) : TaskOrchestrationContext
{
    private readonly Dictionary<int, IPendingTask> _pending = [];
    private readonly Queue<Decision> _decisions = new();
    private int _nextTask;
    private int _nextGuid;

    public override TaskName Name => header.Name;

    public override string InstanceId => header.InstanceId;

    public override ParentOrchestrationInstance? Parent =>
        header.Parent is { } parent ? new(parent.Name, parent.InstanceId) : null;

    public override string Version => header.Version ?? string.Empty;

    public override DateTime CurrentUtcDateTime => Now.UtcDateTime;

    public override bool IsReplaying => Replaying;

    protected override ILoggerFactory LoggerFactory => logs;

    /// <summary>The time of the arrival that is being handled.</summary>
    public DateTimeOffset Now { get; set; } = header.CreatedAt;

    public bool Replaying { get; set; }

    public ExternalEvents Events { get; } = new();

    /// <summary>The decisions that have not been matched with history or written to it.</summary>
    public Queue<Decision> Decisions => _decisions;

    public ContinueAsNewOptions? NextStart { get; private set; }

    public string? CustomStatus { get; private set; }

    /// <summary>How many durable tasks may still complete.</summary>
    public int Outstanding => _pending.Count + Events.Waiting;

    public bool IsPending(int taskId) => _pending.ContainsKey(taskId);

    public void Complete(int taskId, string? result)
    {
        if (_pending.Remove(taskId, out var task))
            task.Complete(result);
    }

    public void Fail(int taskId, TaskFailureDetails failure)
    {
        if (_pending.Remove(taskId, out var task))
            task.Fail(failure);
    }

    public override T? GetInput<T>()
        where T : default => JsonDataConverter.Default.Deserialize<T>(header.Input);

    public override Task<TResult> CallActivityAsync<TResult>(TaskName name, object? input = null, TaskOptions? options = null)
    {
        RefuseMisplaced(input, options);
        var json = JsonDataConverter.Default.Serialize(input);
        return WithRetries(options, () => Schedule<TResult>(name.Name, id => new TaskScheduled(id, name.Name, json) { At = Now }));
    }

    public override Task<TResult> CallSubOrchestratorAsync<TResult>(
        TaskName orchestratorName, object? input = null, TaskOptions? options = null)
    {
        RefuseMisplaced(input, options);
        var name = orchestratorName.Name;
        var json = JsonDataConverter.Default.Serialize(input);
        var instanceId = (options as SubOrchestrationOptions)?.InstanceId ?? NewGuid().ToString("N");
        var tags = options?.Tags?.ToDictionary();
        return WithRetries(options, () => Schedule<TResult>(
            name, id => new SubOrchestrationScheduled(id, name, instanceId, json, tags, options?.Version?.Version) { At = Now }));
    }

    public override Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken)
    {
        Enter();
        if (cancellationToken.IsCancellationRequested)
            return Task.FromCanceled(cancellationToken);
        var id = _nextTask++;
        var timer = new PendingTask<object?>("timer", id);
        _pending.Add(id, timer);
        _decisions.Enqueue(new TimerCreated(id, new DateTimeOffset(fireAt.ToUniversalTime())) { At = Now });
        cancellationToken.Register(() =>
        {
            if (MayCancel() && _pending.Remove(id))
                timer.TrySetCanceled(cancellationToken);
        });
        return timer.Task;
    }

    public override Task<T> WaitForExternalEvent<T>(string eventName, CancellationToken cancellationToken = default)
    {
        Enter();
        return Events.Wait<T>(eventName, MayCancel, cancellationToken);
    }

    public override void SendEvent(string instanceId, string eventName, object payload)
    {
        Enter();
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        ArgumentException.ThrowIfNullOrEmpty(eventName);
        var json = JsonDataConverter.Default.Serialize(payload);
        _decisions.Enqueue(new EventSent(_nextTask++, instanceId, eventName, json) { At = Now });
    }

    public override void SetCustomStatus(object? customStatus)
    {
        Enter();
        CustomStatus = JsonDataConverter.Default.Serialize(customStatus);
    }

    public override void ContinueAsNew(object? newInput = null, bool preserveUnprocessedEvents = true) =>
        ContinueAsNew(new ContinueAsNewOptions { NewInput = newInput, PreserveUnprocessedEvents = preserveUnprocessedEvents });

    public override void ContinueAsNew(ContinueAsNewOptions options)
    {
        Enter();
        ArgumentNullException.ThrowIfNull(options);
        NextStart = options;
    }

    public override Guid NewGuid()
    {
        Enter();
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{header.InstanceId}|{header.ExecutionId}|{_nextGuid++}"));
        // RFC 9562 version 8: an id made by a rule of one's own.
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash.AsSpan(0, 16), bigEndian: true);
    }

    public int TakeTaskId() => _nextTask++;

    private Task<T> WithRetries<T>(TaskOptions? options, Func<Task<T>> attempt) =>
        options?.Retry is { } retry ? Retries.RunAsync(this, retry, attempt) : attempt();

    private Task<T> Schedule<T>(string name, Func<int, Decision> decide)
    {
        Enter();
        var id = _nextTask++;
        var task = new PendingTask<T>(name, id);
        _pending.Add(id, task);
        _decisions.Enqueue(decide(id));
        return task.Task;
    }

    private static void RefuseMisplaced(object? input, TaskOptions? options)
    {
        if (input is TaskOptions && options is null)
            throw new ArgumentException("Task options were given as the input; name the parameter: options: …", nameof(input));
    }

    private void Enter()
    {
        if (thread.IsCurrent)
            return;
        thread.Trespass();
        throw new InvalidOperationException(OrchestratorExecution.NonDurableAwait);
    }

    private bool MayCancel()
    {
        if (!thread.IsCurrent)
            thread.Trespass();
        return thread.IsCurrent;
    }
}
