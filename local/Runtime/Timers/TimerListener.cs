using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using PhotoScore.Local.Runtime.Functions;
using PhotoScore.Local.Runtime.Hosting;

namespace PhotoScore.Local.Runtime.Timers;

/// <summary>Runs a function by its schedule, one run at a time; a run that was missed while the host was down is made up for once.</summary>
/// <param name="function">The function.</param>
/// <param name="trigger">Its attribute.</param>
/// <param name="schedule">Its schedule.</param>
/// <param name="store">Where the last run is remembered.</param>
/// <param name="invoker">Runs the function.</param>
/// <param name="grace">When running functions are cancelled.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">The trigger's log.</param>
internal sealed class TimerListener(
    DiscoveredFunction function,
    TimerTriggerAttribute trigger,
    TimerSchedule schedule,
    TimerStatusStore store,
    FunctionInvoker invoker,
    ShutdownGrace grace,
    TimeProvider time,
    ILogger logger) : ITriggerListener
{
    private static readonly TimeSpan LongestSleep = TimeSpan.FromHours(12);

    private readonly bool _monitored = trigger.UseMonitor && !schedule.IsFast(time.GetUtcNow().UtcDateTime);

    private ScheduleStatus? _status;

    public string Description => $"timerTrigger {trigger.Schedule}";

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    public async Task RunAsync(CancellationToken stopping)
    {
        var next = await StartAsync(stopping);
        while (!stopping.IsCancellationRequested)
        {
            var left = next - Now;
            if (left > TimeSpan.Zero)
            {
                var sleep = left < LongestSleep ? left : LongestSleep;
                await Task.Delay(sleep, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                continue;
            }
            // From the occurrence that was waited for, not from a clock that may wake up early.
            var following = schedule.Next(next > Now ? next : Now);
            await FireAsync(isPastDue: false, following);
            next = following > Now ? following : schedule.Next(Now);
        }
    }

    private async Task<DateTime> StartAsync(CancellationToken stopping)
    {
        if (_monitored)
            await ListenerLoop.RetryAsync(async () => _status = await store.ReadAsync(stopping), Description, time, logger, stopping);
        var started = Now;
        var missed = _status is { } status && status.Next != default && status.Next < started;
        var next = schedule.Next(started);
        if (stopping.IsCancellationRequested)
            return next;
        if (missed || trigger.RunOnStartup)
            await FireAsync(missed, next);
        else if (_monitored && _status is null)
            await RememberAsync(new() { Next = next, LastUpdated = started });
        return next;
    }

    private async Task FireAsync(bool isPastDue, DateTime next)
    {
        var started = Now;
        try
        {
            await invoker.InvokeAsync(function, new TimerInput(new() { IsPastDue = isPastDue, ScheduleStatus = _status }), grace.Expired);
        }
        catch (OperationCanceledException) when (grace.Expired.IsCancellationRequested)
        {
            return;
        }
        catch (Exception)
        {
            // The invoker has logged it; the next occurrence comes all the same.
        }
        if (_monitored)
            await RememberAsync(new() { Last = started, Next = next, LastUpdated = Now });
    }

    private async Task RememberAsync(ScheduleStatus status)
    {
        _status = status;
        try
        {
            await store.WriteAsync(status);
        }
        catch (Exception error) when (StorageFault.Is(error))
        {
            logger.StatusNotWritten(function.Name, error.Message);
        }
    }
}
