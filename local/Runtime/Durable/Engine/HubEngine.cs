using System.Collections.Concurrent;
using DurableTask.Core.Exceptions;
using Microsoft.Extensions.Logging;
using PhotoScore.Local.Runtime.Durable.History;

namespace PhotoScore.Local.Runtime.Durable.Engine;

/// <summary>The live instances of a hub that this process owns, and what passes between them.</summary>
internal sealed partial class HubEngine(
    IHistoryStore store, IHubLease lease, string hostName, DurableOptions options, ITaskFunctions functions, TimeProvider time, ILoggerFactory logs)
    : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, Instance> _live = new();
    private readonly ConcurrentDictionary<Task, byte> _work = new();
    private readonly IdGates _gates = new();
    private readonly SemaphoreSlim _turns = new(Math.Max(1, options.MaxConcurrentOrchestratorFunctions));
    private readonly CancellationTokenSource _stopping = new();
    private readonly CancellationTokenSource _halted = new();
    private readonly CancellationTokenSource _lost = new();
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ILogger _log = logs.CreateLogger("Host.Durable");
    private int _starts;

    public IHistoryStore Store => store;

    public string HostName => hostName;

    public ITaskFunctions Functions => functions;

    public TimeProvider Time => time;

    public ILoggerFactory Logs => logs;

    public TimeSpan IdleTime => options.IdleTime;

    public ActivityWorkers Activities { get; } = new(functions, options.MaxConcurrentActivityFunctions, time);

    /// <summary>Instances with nothing to do end their loops.</summary>
    public CancellationToken Stopping => _stopping.Token;

    /// <summary>Nothing may be written any more.</summary>
    public CancellationToken Halted => _halted.Token;

    /// <summary>Another host may own the hub, or storage failed: this process must end.</summary>
    public CancellationToken Lost => _lost.Token;

    /// <summary>
    /// Waits until this host owns the hub, then goes on with every unfinished instance. When it returns, an earlier host that still
    /// runs can change none of them.
    /// </summary>
    public async Task StartAsync(CancellationToken cancellation)
    {
        if (Interlocked.Exchange(ref _starts, 1) == 1)
            throw new InvalidOperationException("A hub starts once; make another one to start again.");
        await lease.AcquireAsync(cancellation);
        lease.Lost.Register(() => Fail(new HistoryConflictException("The lease of the hub is lost.")));
        var unfinished = new List<Instance>();
        await foreach (var summary in SummariesAsync(string.Empty, cancellation))
        {
            if (!summary.IsFinished && await store.ReadHeaderAsync(summary.InstanceId, cancellation) is { Header.IsFinished: false } stored)
                unfinished.Add(Adopt(stored.Header, stored.Version, isNew: false));
        }

        // All are known before any runs, so that one can reach another from its first event on.
        foreach (var instance in unfinished)
            Run(instance);
        foreach (var instance in unfinished)
            await instance.Sealed.WaitAsync(Halted);
        Activities.Start();
        _ready.TrySetResult();
        LogStarted(_log, options.HubName, unfinished.Count);
    }

    /// <summary>Ends running activities within the grace time, writes their results, and gives the hub back.</summary>
    public async Task StopAsync()
    {
        await Activities.StopAsync(options.StopGrace);
        await _stopping.CancelAsync();
        await Task.WhenAny(Task.WhenAll(_work.Keys), Task.Delay(options.StopGrace, time, _halted.Token));
        await HaltAsync();
        await lease.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Activities.Dispose();
        await HaltAsync();
        await lease.DisposeAsync();
    }

    public Task Ready => _ready.Task.WaitAsync(_halted.Token);

    public Instance? Find(string instanceId) => _live.GetValueOrDefault(instanceId);

    public void Forget(Instance instance) => _live.TryRemove(new(instance.View.InstanceId, instance));

    /// <summary>Lets an orchestrator run for one turn; only so many do at once.</summary>
    public async Task ExecuteAsync(Action turn)
    {
        await _turns.WaitAsync(Halted);
        try
        {
            turn();
        }
        finally
        {
            _turns.Release();
        }
    }

    /// <summary>Starts an instance for a client.</summary>
    /// <exception cref="OrchestrationAlreadyExistsException">The id is taken.</exception>
    public async Task StartNewAsync(InstanceHeader header, IReadOnlyCollection<string> refusedStatuses)
    {
        using var gate = await EnterSettledAsync(header.InstanceId);
        var version = await TryStartAsync(header);
        if (version is not null)
            return;
        var present = await store.ReadHeaderAsync(header.InstanceId, Halted);
        if (present is { Header.IsFinished: false } || (present is not null && refusedStatuses.Contains(present.Header.Status.ToString())))
        {
            throw new OrchestrationAlreadyExistsException(
                $"Instance '{header.InstanceId}' exists and is {Find(header.InstanceId)?.View.Status ?? present.Header.Status}.");
        }

        await ReplaceAsync(header, present);
    }

    /// <summary>Starts a sub-orchestration unless it was started for this very call before; then its answer is given again.</summary>
    public async Task StartChildAsync(ParentLink parent, SubOrchestrationScheduled call, Mailbox replyTo)
    {
        var now = time.GetUtcNow();
        if (call.InstanceId == parent.InstanceId)
        {
            // It would wait for its own end, which waits for the start of its children.
            replyTo.Post(new Letter(parent.ExecutionId, ChildAnswers.Failed(parent.TaskId, $"Instance '{call.InstanceId}' already runs.", now)));
            return;
        }

        using var gate = await EnterSettledAsync(call.InstanceId);
        var header = new InstanceHeader
        {
            InstanceId = call.InstanceId,
            Name = call.Name,
            ExecutionId = Guid.NewGuid().ToString("N"),
            CreatedAt = now,
            UpdatedAt = now,
            Input = call.Input,
            Tags = call.Tags,
            Version = call.Version,
            Parent = parent,
        };
        if (Find(call.InstanceId)?.View.Parent == parent)
            return;
        if (await TryStartAsync(header) is not null)
            return;
        var present = await store.ReadHeaderAsync(call.InstanceId, Halted);
        if (present is { Header.IsFinished: true } && present.Header.Parent == parent)
            replyTo.Post(new Letter(parent.ExecutionId, ChildAnswers.Of(present.Header, parent.TaskId)));
        else if (present is { Header.IsFinished: false } && present.Header.Parent != parent)
            replyTo.Post(new Letter(parent.ExecutionId, ChildAnswers.Failed(parent.TaskId, $"Instance '{call.InstanceId}' already runs.", now)));
        else if (present is null or { Header.IsFinished: true })
            await ReplaceAsync(header, present);
    }

    /// <summary>Gives a sub-orchestration's answer to its parent, if that still waits for it.</summary>
    public void Answer(ParentLink parent, Arrival answer) => Find(parent.InstanceId)?.Mailbox.Post(new Letter(parent.ExecutionId, answer));

    /// <summary>Brings an event to its receiver's history; one that has finished or never was does not get it.</summary>
    public async Task DeliverAsync(OutgoingEvent outgoing)
    {
        var raised = new EventRaised(outgoing.Name, outgoing.Input, outgoing.Id) { At = time.GetUtcNow() };
        if (Find(outgoing.InstanceId) is not { } receiver || !await StoredAsync(receiver.Mailbox.DeliverAsync(raised)))
            LogDropped(_log, outgoing.Name, outgoing.InstanceId);
    }

    /// <summary>Ends an instance; one that has finished stays as it is.</summary>
    public async Task TerminateAsync(string instanceId, ExecutionTerminated terminated)
    {
        if (Find(instanceId) is { } instance)
            await StoredAsync(instance.Mailbox.DeliverAsync(terminated));
    }

    /// <summary>Waits for storage; a stopping host no longer answers.</summary>
    public Task<bool> StoredAsync(Task<bool> stored) => stored.WaitAsync(Halted);

    /// <summary>Removes a finished instance.</summary>
    public async Task<bool> PurgeAsync(string instanceId, CancellationToken cancellation)
    {
        using var gate = await _gates.EnterAsync(instanceId, cancellation);
        if (Find(instanceId) is not null || await store.ReadHeaderAsync(instanceId, cancellation) is not { Header.IsFinished: true })
            return false;
        await store.DeleteAsync(instanceId, cancellation);
        return true;
    }

    public async IAsyncEnumerable<InstanceSummary> SummariesAsync(
        string prefix, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        string? continuation = null;
        do
        {
            var page = await store.ListAsync(prefix, 1_000, continuation, cancellation);
            foreach (var summary in page.Instances)
                yield return summary;
            continuation = page.Continuation;
        }
        while (continuation is not null);
    }

    /// <summary>Keeps work in sight: a stop waits for it, and a failure of it ends the host.</summary>
    public Task Track(Task work)
    {
        _work[work] = 0;
        return ForgetAsync();

        async Task ForgetAsync()
        {
            try
            {
                await work;
            }
            catch (OperationCanceledException) when (_stopping.IsCancellationRequested || _halted.IsCancellationRequested)
            {
            }
            catch (Exception failure)
            {
                Fail(failure);
            }
            finally
            {
                _work.TryRemove(work, out _);
            }
        }
    }

    /// <summary>Enters the id's gate at a moment when no instance of it is just finishing.</summary>
    private async Task<IDisposable> EnterSettledAsync(string instanceId)
    {
        while (true)
        {
            if (Find(instanceId) is { Mailbox.IsClosed: true } finishing)
                await finishing.Completed.WaitAsync(Halted);
            var gate = await _gates.EnterAsync(instanceId, Halted);
            if (Find(instanceId) is not { Mailbox.IsClosed: true })
                return gate;
            gate.Dispose();
        }
    }

    private async Task<string?> TryStartAsync(InstanceHeader header)
    {
        if (Find(header.InstanceId) is not null)
            return null;
        try
        {
            var version = await store.WriteHeaderAsync(header, null, Halted);
            Run(Adopt(header, version, isNew: true));
            return version;
        }
        catch (HistoryConflictException)
        {
            return null;
        }
    }

    private async Task ReplaceAsync(InstanceHeader header, StoredHeader? finished)
    {
        var version = await store.WriteHeaderAsync(header, finished?.Version, Halted);
        Run(Adopt(header, version, isNew: true));
        if (finished is not null)
            await store.DeleteLogAsync(header.InstanceId, finished.Header.ExecutionId, Halted);
    }

    private Instance Adopt(InstanceHeader header, string version, bool isNew) =>
        _live[header.InstanceId] = new Instance(this, header, version, isNew);

    private void Run(Instance instance) => _ = Track(Task.Run(instance.RunAsync));

    private void Fail(Exception reason)
    {
        if (_halted.IsCancellationRequested)
            return;
        LogFailed(_log, options.HubName, reason);
        _halted.Cancel();
        _stopping.Cancel();
        Activities.Dispose();
        _lost.Cancel();
    }

    private async Task HaltAsync()
    {
        await _halted.CancelAsync();
        await _stopping.CancelAsync();
        // An orchestrator that blocks its thread must not keep the process alive; it can write nothing any more.
        await Task.WhenAll(_work.Keys).WaitAsync(options.StopGrace).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    [LoggerMessage(7101, LogLevel.Information, "Hub {Hub} is up and goes on with {Unfinished} unfinished instances.")]
    private static partial void LogStarted(ILogger log, string hub, int unfinished);

    [LoggerMessage(7102, LogLevel.Critical, "Hub {Hub} stops: what it holds in memory may no longer be what is in storage.")]
    private static partial void LogFailed(ILogger log, string hub, Exception reason);

    [LoggerMessage(7103, LogLevel.Warning, "Event {Name} was dropped: instance {Instance} has finished or does not exist.")]
    private static partial void LogDropped(ILogger log, string name, string instance);
}
