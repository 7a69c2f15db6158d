using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using PhotoScore.Local.Runtime.Durable.History;

namespace PhotoScore.Local.Runtime.Durable.Engine;

/// <summary>
/// One run of an orchestrator from its start: arrivals go in, one at a time, decisions come out. It does no I/O and knows no clock, so
/// the same arrivals always give the same decisions; replay relies on that and checks it.
/// </summary>
internal sealed class OrchestratorExecution
{
    public const string NonDurableAwait =
        "The orchestrator awaited something that is not durable. Await only the tasks of its context: use an activity for I/O, " +
        "CreateTimer instead of Task.Delay, and no Task.Run.";

    private readonly InstanceHeader _header;
    private readonly ITaskFunctions _functions;
    private readonly OrchestratorThread _thread;
    private readonly EngineContext _context;
    private readonly Queue<Arrival> _held = new();
    private Task<object?>? _task;
    private TaskFailureDetails? _failure;
    private bool _suspended;
    private bool _ended;
    private bool _diverged;

    /// <param name="header">Whose orchestrator runs, and on what input.</param>
    /// <param name="functions">Where the orchestrator is found.</param>
    /// <param name="logs">Takes what the orchestrator logs.</param>
    /// <param name="trespassed">Is called, on any thread, when orchestrator code wants to go on by itself.</param>
    public OrchestratorExecution(InstanceHeader header, ITaskFunctions functions, ILoggerFactory logs, Action trespassed)
    {
        _header = header;
        _functions = functions;
        _thread = new OrchestratorThread(trespassed);
        _context = new EngineContext(header, _thread, logs);
        _suspended = header.Carried?.Suspended ?? false;
        foreach (var raised in header.Carried?.Unprocessed ?? [])
            _context.Events.Raise(raised);
    }

    public string? CustomStatus => _context.CustomStatus;

    /// <summary>Set once a client has ended the instance.</summary>
    public ExecutionTerminated? Terminated { get; private set; }

    /// <summary>Whether the orchestrator has returned or failed; its end is then the last decision.</summary>
    public bool HasEnded => _ended;

    public OrchestrationRuntimeStatus Status => _suspended ? OrchestrationRuntimeStatus.Suspended
        : _task is null ? OrchestrationRuntimeStatus.Pending
        : OrchestrationRuntimeStatus.Running;

    public bool IsPending(int taskId) => _context.IsPending(taskId);

    /// <summary>Brings the orchestrator to where its history ends, and checks that it decides what it decided then.</summary>
    public void Replay(IReadOnlyList<HistoryEvent> history)
    {
        var decided = history.Count - 1;
        while (decided >= 0 && history[decided] is not Decision)
            decided--;
        for (var at = 0; at < history.Count && !_diverged; at++)
        {
            _context.Replaying = at < decided;
            if (history[at] is Decision decision)
                Match(decision, at);
            else if (history[at] is Arrival arrival)
                Feed(arrival);
        }

        _context.Replaying = false;
    }

    public void Feed(Arrival arrival)
    {
        switch (arrival)
        {
            case ExecutionTerminated terminated:
                Terminated ??= terminated;
                break;
            case ExecutionSuspended:
                _suspended = true;
                break;
            case ExecutionResumed:
                _suspended = false;
                while (_held.TryDequeue(out var held))
                    Handle(held);
                break;
            default:
                // An orchestrator that has ended handles nothing more, and its next start must get its events.
                if (_suspended && !_ended)
                    _held.Enqueue(arrival);
                else
                    Handle(arrival);
                break;
        }
    }

    /// <summary>Fails the orchestrator if it went on outside its thread since the last turn.</summary>
    public void CheckTrespass()
    {
        if (_thread.Trespassed && !_ended)
            Fail(new InvalidOperationException(NonDurableAwait));
    }

    /// <summary>The decisions since the last call; the orchestrator's end is the last of them, and no call may follow it.</summary>
    public IReadOnlyList<Decision> TakeDecisions()
    {
        var taken = _context.Decisions.ToList();
        _context.Decisions.Clear();
        if (_ended)
            taken.Add(End());
        return taken;
    }

    private void Handle(Arrival arrival)
    {
        if (_context.Now < arrival.At)
            _context.Now = arrival.At;
        try
        {
            _thread.Turn(() => Apply(arrival));
        }
        catch (Exception thrown)
        {
            Fail(thrown);
            return;
        }

        if (!_ended && _task is not null)
            Settle(_task);
    }

    private void Apply(Arrival arrival)
    {
        switch (arrival)
        {
            case EventRaised raised when _ended:
                _context.Events.Keep(raised);
                break;
            case EventRaised raised:
                _context.Events.Raise(raised);
                break;
            case ExecutionStarted when _task is null:
                _thread.Post(_ => _task = Start(), null);
                break;
            case TaskCompleted completed when !_ended:
                _context.Complete(completed.TaskId, completed.Result);
                break;
            case TaskFailed failed when !_ended:
                _context.Fail(failed.TaskId, failed.Failure);
                break;
            case TimerFired fired when !_ended:
                _context.Complete(fired.TaskId, null);
                break;
        }
    }

    private Task<object?> Start()
    {
        if (!_functions.HasOrchestrator(_header.Name))
            return Task.FromException<object?>(new InvalidOperationException($"There is no orchestrator '{_header.Name}' in this app."));
        try
        {
            return _functions.RunOrchestrator(_context);
        }
        catch (Exception thrown)
        {
            return Task.FromException<object?>(thrown);
        }
    }

    private void Settle(Task<object?> task)
    {
        if (_thread.Trespassed || (!task.IsCompleted && _context.Outstanding == 0))
            Fail(new InvalidOperationException(NonDurableAwait));
        else if (task.IsFaulted)
            Fail(task.Exception.InnerException!);
        else if (task.IsCanceled)
            Fail(new TaskCanceledException(task));
        else
            _ended = task.IsCompleted;
    }

    private void Match(Decision recorded, int at)
    {
        if (!_context.Decisions.TryDequeue(out var decided))
            Diverge($"history has {recorded.Describe()} at line {at + 1}, where the code now does nothing");
        else if (decided.Describe() != recorded.Describe())
            Diverge($"history has {recorded.Describe()} at line {at + 1}, where the code now has {decided.Describe()}");
    }

    private void Diverge(string difference)
    {
        _diverged = true;
        _context.Decisions.Clear();
        if (_failure is not null)
            return;
        Fail(new NonDeterministicOrchestrationException(
            $"Orchestrator '{_header.Name}' no longer does what its history says: {difference}. Orchestrator code must be deterministic, " +
            "and must not change while instances of it run."));
    }

    private void Fail(Exception reason)
    {
        _failure = TaskFailureDetails.FromException(reason);
        _ended = true;
    }

    private Decision End()
    {
        var id = _context.TakeTaskId();
        if (_failure is not null)
            return new ExecutionCompleted(id, null, _failure) { At = _context.Now };
        try
        {
            return _context.NextStart is { } next
                ? new ContinuedAsNew(
                    id,
                    JsonDataConverter.Default.Serialize(next.NewInput),
                    next.NewVersion,
                    next.PreserveUnprocessedEvents ? _context.Events.Unprocessed : [],
                    _suspended)
                { At = _context.Now }
                : new ExecutionCompleted(id, JsonDataConverter.Default.Serialize(_task!.Result), null) { At = _context.Now };
        }
        catch (Exception unwritable)
        {
            return new ExecutionCompleted(id, null, TaskFailureDetails.FromException(unwritable)) { At = _context.Now };
        }
    }
}
