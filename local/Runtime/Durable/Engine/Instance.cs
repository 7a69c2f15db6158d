using Microsoft.DurableTask.Client;
using PhotoScore.Local.Runtime.Durable.History;

namespace PhotoScore.Local.Runtime.Durable.Engine;

/// <summary>
/// A live instance: one loop that writes what was decided and what has arrived in one append, then starts what was decided and
/// feeds the orchestrator what has arrived. Nothing is acted on before it is in storage, and while one append is on its way the next
/// one fills up, so a fan-out of thousands costs a few appends.
/// </summary>
internal sealed class Instance(HubEngine engine, InstanceHeader header, string version, bool isNew)
{
    private readonly InstanceTimers _timers = new(engine.Time);
    private readonly Outbox _outbox = new(engine.DeliverAsync, engine.Time);
    private readonly Dictionary<int, Decision> _open = [];
    private readonly Intake _intake = new(header.Carried?.Seen);
    private readonly List<Task> _startingChildren = [];
    private readonly TaskCompletionSource _completed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _sealed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private InstanceHeader _header = header;
    private string _version = version;
    private LogPosition _end = LogPosition.Start;
    private HistoryEvent? _foundEnd;

    /// <summary>Null while the orchestrator is unloaded, and when the history already had an end.</summary>
    private OrchestratorExecution? _execution;
    private volatile InstanceHeader _view = header;

    public Mailbox Mailbox { get; } = new();

    /// <summary>The header as it stands now, ahead of the stored one.</summary>
    public InstanceHeader View => _view;

    /// <summary>Completes when no earlier host can write to the instance's history any more.</summary>
    public Task Sealed => _sealed.Task;

    /// <summary>Completes when the instance has finished and storage says so.</summary>
    public Task Completed => _completed.Task;

    /// <summary>Completes when the orchestrator has begun.</summary>
    public Task Started => _started.Task;

    public async Task RunAsync()
    {
        _execution = isNew ? Begin() : await RecoverAsync();
        while (true)
        {
            var end = _execution is null ? _foundEnd! : await DriveAsync();
            if (end is not ContinuedAsNew next)
            {
                await FinishAsync(end);
                return;
            }

            _execution = await StartOverAsync(next);
        }
    }

    private OrchestratorExecution Begin()
    {
        PostStart();
        return NewExecution();
    }

    private OrchestratorExecution NewExecution()
    {
        var executionId = _header.ExecutionId;
        return new(_header, engine.Functions, engine.Logs, () => Mailbox.Post(new Letter(executionId, null)));
    }

    private void PostStart()
    {
        var executionId = _header.ExecutionId;
        _timers.Set(
            _header.StartAt ?? DateTimeOffset.MinValue,
            () => Mailbox.Post(new Letter(executionId, new ExecutionStarted { At = engine.Time.GetUtcNow() })));
    }

    /// <summary>Takes the history over from an earlier host and brings the orchestrator back; null when it has already ended.</summary>
    private async Task<OrchestratorExecution?> RecoverAsync()
    {
        var history = await SealAsync();
        _sealed.TrySetResult();
        var unsent = (_header.Carried?.Outbox ?? []).ToDictionary(outgoing => outgoing.Id);
        foreach (var happened in history)
        {
            Note(happened);
            if (happened is EventSent sent)
                unsent.Add(Outgoing(sent).Id, Outgoing(sent));
            else if (happened is EventDelivered delivered)
                unsent.Remove(delivered.Message);
        }

        _foundEnd = history.LastOrDefault(happened => happened is ExecutionCompleted or ContinuedAsNew or ExecutionTerminated);
        if (_foundEnd is not null)
        {
            foreach (var decision in _open.Values.Where(decision => decision is SubOrchestrationScheduled || _foundEnd is not ExecutionTerminated))
                Act(decision, execution: null);
            SendAll(unsent.Values);
            return null;
        }

        var execution = NewExecution();
        await engine.ExecuteAsync(() => execution.Replay(history));
        foreach (var decision in _open.Values.ToList())
            Act(decision, execution);
        SendAll(unsent.Values);
        if (!history.OfType<ExecutionStarted>().Any())
            PostStart();
        ShowProgress(execution, history.Count > 0 ? history[^1].At : _header.UpdatedAt);
        return execution;
    }

    /// <summary>Reads the history and moves its end in one step, as seen from a host that still believes it owns the hub.</summary>
    private async Task<IReadOnlyList<HistoryEvent>> SealAsync()
    {
        while (true)
        {
            var log = await engine.Store.ReadLogAsync(_header.InstanceId, _header.ExecutionId, engine.Halted);
            _end = log.End;
            try
            {
                await AppendAsync([new HostStarted(engine.HostName) { At = engine.Time.GetUtcNow() }]);
                return log.Events;
            }
            catch (HistoryConflictException)
            {
                // An append of the earlier host was still on its way, and came first.
            }
        }
    }

    private async Task<HistoryEvent> DriveAsync()
    {
        var decided = new Queue<Decision>(_execution!.TakeDecisions());
        while (true)
        {
            if (_execution.Terminated is { } terminated)
                return terminated;
            var decisions = Intake.TakeBatch(decided);
            var letters = _execution.HasEnded ? [] : _intake.TakeLetters(Mailbox, _header.ExecutionId);
            if (decisions.Count == 0 && letters.Count == 0)
            {
                await WaitForMailAsync(decided);
                continue;
            }

            List<Arrival> arrivals = [.. letters.Select(letter => letter.Arrival).OfType<Arrival>()];
            await AppendAsync([.. _outbox.TakeDelivered(), .. decisions, .. arrivals]);
            foreach (var decision in decisions)
            {
                Note(decision);
                Act(decision, _execution);
            }

            foreach (var arrival in arrivals)
                Note(arrival);
            if (_execution.HasEnded && decided.Count == 0)
                return decisions[^1];
            if (_execution.HasEnded)
                continue;
            await engine.ExecuteAsync(() =>
            {
                foreach (var arrival in arrivals)
                    _execution.Feed(arrival);
                _execution.CheckTrespass();
            });
            foreach (var decision in _execution.TakeDecisions())
                decided.Enqueue(decision);
            if (arrivals.Count > 0)
                ShowProgress(_execution, arrivals[^1].At);
            foreach (var letter in letters)
                letter.Stored?.TrySetResult(true);
        }
    }

    /// <summary>
    /// Waits for mail. After a while without any the orchestrator is let go, since it may wait for weeks and holds all that it ever
    /// received; then mail brings it back from its history, as in a new host.
    /// </summary>
    private async Task WaitForMailAsync(Queue<Decision> decided)
    {
        var mail = Mailbox.WaitAsync(engine.Stopping);
        try
        {
            await mail.WaitAsync(engine.IdleTime, engine.Time);
            return;
        }
        catch (TimeoutException)
        {
            _execution = null;
        }

        await mail;
        var log = await engine.Store.ReadLogAsync(_header.InstanceId, _header.ExecutionId, engine.Halted);
        if (log.End != _end)
            throw new HistoryConflictException($"The history of instance '{_header.InstanceId}' was changed by someone else.");
        _execution = NewExecution();
        await engine.ExecuteAsync(() => _execution.Replay(log.Events));
        foreach (var decision in _execution.TakeDecisions())
            decided.Enqueue(decision);
    }

    private async Task AppendAsync(IReadOnlyList<HistoryEvent> events)
    {
        if (events.Count > 0)
            _end = await engine.Store.AppendAsync(_header.InstanceId, _header.ExecutionId, _end, events, engine.Halted);
    }

    /// <summary>Keeps count of what is open and what was seen.</summary>
    private void Note(HistoryEvent happened)
    {
        switch (happened)
        {
            case TaskScheduled or TimerCreated or SubOrchestrationScheduled:
                var call = (Decision)happened;
                _open[call.TaskId] = call;
                break;
            case TaskCompleted completed:
                _open.Remove(completed.TaskId);
                break;
            case TaskFailed failed:
                _open.Remove(failed.TaskId);
                break;
            case TimerFired fired:
                _open.Remove(fired.TaskId);
                break;
            case EventRaised { Source: { } source }:
                _intake.IsNew(source);
                break;
        }
    }

    /// <summary>Does what the orchestrator decided; timers only while it has not ended.</summary>
    private void Act(Decision decision, OrchestratorExecution? execution)
    {
        var executionId = _header.ExecutionId;
        switch (decision)
        {
            case TaskScheduled scheduled:
                engine.Activities.Enqueue(new ActivityCall(_header.InstanceId, executionId, scheduled, Mailbox));
                break;
            case TimerCreated timer when execution?.IsPending(timer.TaskId) == true:
                _timers.Set(
                    timer.FireAt, () => Mailbox.Post(new Letter(executionId, new TimerFired(timer.TaskId) { At = engine.Time.GetUtcNow() })));
                break;
            case SubOrchestrationScheduled child:
                StartChild(child);
                break;
            case EventSent sent:
                SendAll([Outgoing(sent)]);
                break;
        }
    }

    private void StartChild(SubOrchestrationScheduled child)
    {
        var parent = new ParentLink(_header.InstanceId, _header.ExecutionId, child.TaskId, _header.Name);
        _startingChildren.RemoveAll(starting => starting.IsCompleted);
        _startingChildren.Add(engine.Track(engine.StartChildAsync(parent, child, Mailbox)));
    }

    /// <summary>Sends events once the children that were decided on before them can take them.</summary>
    private void SendAll(IEnumerable<OutgoingEvent> events)
    {
        var started = Task.WhenAll(_startingChildren);
        foreach (var outgoing in events)
            _outbox.Send(outgoing, started);
    }

    private OutgoingEvent Outgoing(EventSent sent) =>
        new(new MessageId(_header.ExecutionId, sent.TaskId), sent.InstanceId, sent.Name, sent.Input);

    private void ShowProgress(OrchestratorExecution execution, DateTimeOffset at)
    {
        _view = _header with { Status = execution.Status, UpdatedAt = at, CustomStatus = execution.CustomStatus };
        if (execution.Status != OrchestrationRuntimeStatus.Pending)
            _started.TrySetResult();
    }

    private async Task<OrchestratorExecution> StartOverAsync(ContinuedAsNew next)
    {
        var finished = _header.ExecutionId;
        _timers.Clear();
        _open.Clear();
        _header = _header with
        {
            ExecutionId = Guid.NewGuid().ToString("N"),
            Input = next.Input,
            Version = next.Version ?? _header.Version,
            StartAt = null,
            UpdatedAt = next.At,
            Carried = new CarriedOver(next.Unprocessed, _intake.Seen, _outbox.Waiting, next.Suspended),
        };
        _version = await engine.Store.WriteHeaderAsync(_header, _version, engine.Halted);
        _end = LogPosition.Start;
        _view = _view with { Input = _header.Input, ExecutionId = _header.ExecutionId, UpdatedAt = next.At };
        _ = engine.Track(engine.Store.DeleteLogAsync(_header.InstanceId, finished, engine.Halted));
        return Begin();
    }

    private async Task FinishAsync(HistoryEvent end)
    {
        _header = _view with { UpdatedAt = end.At, Carried = null };
        _header = end switch
        {
            ExecutionCompleted { Failure: { } failure } => _header with
            {
                Status = OrchestrationRuntimeStatus.Failed,
                Failure = failure,
                Output = JsonDataConverter.Default.Serialize(failure.ErrorMessage),
            },
            ExecutionCompleted completed => _header with { Status = OrchestrationRuntimeStatus.Completed, Output = completed.Result },
            ExecutionTerminated terminated => _header with { Status = OrchestrationRuntimeStatus.Terminated, Output = terminated.Output },
            _ => throw new InvalidOperationException($"{end.GetType().Name} does not end an instance."),
        };

        _timers.Stop();
        Mailbox.Close(abandoned: end is ExecutionTerminated);
        if (_header.Parent is { } parent)
            engine.Answer(parent, ChildAnswers.Of(_header, parent.TaskId));
        if (end is ExecutionTerminated { Recursive: true } ended)
            await TerminateChildrenAsync(ended);
        // Nobody may wait for them, but once the header is written nobody will start them either.
        await Task.WhenAll(_startingChildren);
        await _outbox.Drained;
        await engine.Store.WriteHeaderAsync(_header, _version, engine.Halted);
        _view = _header;
        engine.Forget(this);
        _started.TrySetResult();
        _completed.TrySetResult();
    }

    private async Task TerminateChildrenAsync(ExecutionTerminated ended)
    {
        await Task.WhenAll(_startingChildren);
        foreach (var child in _open.Values.OfType<SubOrchestrationScheduled>())
            await engine.TerminateAsync(child.InstanceId, ended);
    }
}
