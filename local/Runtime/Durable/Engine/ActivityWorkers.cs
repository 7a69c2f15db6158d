using System.Threading.Channels;
using Microsoft.DurableTask;
using PhotoScore.Local.Runtime.Durable.History;

namespace PhotoScore.Local.Runtime.Durable.Engine;

/// <summary>An activity that its instance's history says is scheduled.</summary>
internal sealed record ActivityCall(string InstanceId, string ExecutionId, TaskScheduled Task, Mailbox ReplyTo);

/// <summary>Runs activities, so many at once, first come first served.</summary>
internal sealed class ActivityWorkers(ITaskFunctions functions, int count, TimeProvider time) : IDisposable
{
    private readonly Channel<ActivityCall> _calls = Channel.CreateUnbounded<ActivityCall>();
    private readonly CancellationTokenSource _closing = new();
    private readonly CancellationTokenSource _cancelling = new();
    private Task _workers = Task.CompletedTask;

    public void Start()
    {
        // An activity that computes holds a pool thread; the writes to history must find one all the same.
        ThreadPool.GetMinThreads(out var threads, out var ports);
        ThreadPool.SetMinThreads(Math.Max(threads, count + (2 * Environment.ProcessorCount)), ports);
        _workers = Task.WhenAll(Enumerable.Range(0, Math.Max(1, count)).Select(_ => Task.Run(WorkAsync)));
    }

    public void Enqueue(ActivityCall call) => _calls.Writer.TryWrite(call);

    /// <summary>Starts no more activities, waits for those that run, and cancels them when the grace is over.</summary>
    public async Task StopAsync(TimeSpan grace)
    {
        await _closing.CancelAsync();
        try
        {
            await _workers.WaitAsync(grace, time);
        }
        catch (TimeoutException)
        {
            await _cancelling.CancelAsync();
        }
    }

    public void Dispose()
    {
        _closing.Cancel();
        _cancelling.Cancel();
    }

    private async Task WorkAsync()
    {
        try
        {
            while (true)
            {
                var call = await _calls.Reader.ReadAsync(_closing.Token);
                _closing.Token.ThrowIfCancellationRequested();
                if (!call.ReplyTo.IsAbandoned && await RunAsync(call) is { } reply)
                    call.ReplyTo.Post(new Letter(call.ExecutionId, reply));

                // Quick activities would otherwise run through thousands of calls before the first result is written.
                await Task.Yield();
            }
        }
        catch (OperationCanceledException) when (_closing.IsCancellationRequested)
        {
        }
    }

    private async Task<Arrival?> RunAsync(ActivityCall call)
    {
        var (id, name) = (call.Task.TaskId, call.Task.Name);
        try
        {
            if (!functions.HasActivity(name))
                throw new InvalidOperationException($"There is no activity '{name}' in this app.");
            var result = await functions.RunActivity(name, call.InstanceId, call.Task.Input, _cancelling.Token);
            return new TaskCompleted(id, JsonDataConverter.Default.Serialize(result)) { At = time.GetUtcNow() };
        }
        catch (Exception) when (_cancelling.IsCancellationRequested)
        {
            // Stopped, not failed: the next host runs it again.
            return null;
        }
        catch (Exception thrown)
        {
            return new TaskFailed(id, TaskFailureDetails.FromException(thrown)) { At = time.GetUtcNow() };
        }
    }
}
