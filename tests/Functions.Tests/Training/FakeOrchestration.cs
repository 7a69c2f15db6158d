using System.Text.Json;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace PhotoScore.Functions.Tests.Training;

/// <summary>
/// Runs an orchestrator on a clock that jumps to the next timer. Payloads pass through JSON as they do in a real hub, and
/// the next generation begins as soon as one continues as new.
/// </summary>
internal sealed class FakeOrchestration(Func<string, object?, object?> activity, DateTime start) : TaskOrchestrationContext
{
    private readonly List<(DateTime At, TaskCompletionSource Done)> _timers = [];
    private readonly List<Action<string?>> _waiting = [];
    private readonly Queue<string?> _events = [];
    private DateTime _now = start;
    private string? _input;
    private string? _next;

    public int Generations { get; private set; }

    public override TaskName Name => "Fake";

    public override string InstanceId => "fake";

    public override ParentOrchestrationInstance? Parent => null;

    public override DateTime CurrentUtcDateTime => _now;

    public override bool IsReplaying => false;

    protected override ILoggerFactory LoggerFactory => NullLoggerFactory.Instance;

    /// <summary>Called before the clock jumps to a timer; may raise an event instead.</summary>
    public Func<DateTime, bool> Between { get; set; } = _ => false;

    /// <summary>Answers in place of a sub-orchestration.</summary>
    public Func<string, object?, object?> SubOrchestrator { get; init; } = (_, _) => throw new NotSupportedException();

    /// <summary>Moves the clock, as work that takes time does.</summary>
    public void Pass(TimeSpan time) => _now += time;

    public T Run<T>(Func<TaskOrchestrationContext, Task<T?>> orchestrator, object input)
    {
        _next = JsonSerializer.Serialize(input);
        while (true)
        {
            (_input, _next) = (_next, null);
            Generations++;
            _timers.Clear();
            _waiting.Clear();
            var task = orchestrator(this);
            while (!task.IsCompleted)
            {
                if (!Between(_now))
                    FireNext();
            }
            var result = task.GetAwaiter().GetResult();
            if (_next is null)
                return result!;
        }
    }

    public void Raise(object? payload)
    {
        var json = JsonSerializer.Serialize(payload);
        if (_waiting.Count > 0)
        {
            var first = _waiting[0];
            _waiting.RemoveAt(0);
            first(json);
        }
        else
        {
            _events.Enqueue(json);
        }
    }

    public override T? GetInput<T>()
        where T : default => JsonSerializer.Deserialize<T>(_input!);

    public override Task<TResult> CallActivityAsync<TResult>(TaskName name, object? input = null, TaskOptions? options = null)
    {
        var result = activity(name.Name, input);
        return Task.FromResult(JsonSerializer.Deserialize<TResult>(JsonSerializer.Serialize(result))!);
    }

    public override Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken)
    {
        var done = new TaskCompletionSource();
        var timer = (fireAt, done);
        _timers.Add(timer);
        cancellationToken.Register(() =>
        {
            _timers.Remove(timer);
            done.TrySetCanceled(CancellationToken.None);
        });
        return done.Task;
    }

    public override Task<T> WaitForExternalEvent<T>(string eventName, CancellationToken cancellationToken = default)
    {
        if (_events.TryDequeue(out var early))
            return Task.FromResult(JsonSerializer.Deserialize<T>(early!)!);
        var arrival = new TaskCompletionSource<T>();
        void Arrive(string? json) => arrival.SetResult(JsonSerializer.Deserialize<T>(json!)!);
        _waiting.Add(Arrive);
        cancellationToken.Register(() =>
        {
            _waiting.Remove(Arrive);
            arrival.TrySetCanceled(CancellationToken.None);
        });
        return arrival.Task;
    }

    public override void ContinueAsNew(object? newInput = null, bool preserveUnprocessedEvents = true) =>
        _next = JsonSerializer.Serialize(newInput);

    public override void SendEvent(string instanceId, string eventName, object payload) => throw new NotSupportedException();

    public override void SetCustomStatus(object? customStatus) => throw new NotSupportedException();

    public override Task<TResult> CallSubOrchestratorAsync<TResult>(TaskName orchestratorName, object? input = null, TaskOptions? options = null) =>
        Task.FromResult(JsonSerializer.Deserialize<TResult>(JsonSerializer.Serialize(SubOrchestrator(orchestratorName.Name, input)))!);

    public override Guid NewGuid() => throw new NotSupportedException();

    private void FireNext()
    {
        if (_timers.Count == 0)
            throw new InvalidOperationException("The orchestrator waits for something that never comes.");
        var next = _timers.MinBy(timer => timer.At);
        _timers.Remove(next);
        _now = next.At;
        next.Done.SetResult();
    }
}
