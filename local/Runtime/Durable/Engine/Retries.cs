using System.Runtime.ExceptionServices;
using Microsoft.DurableTask;

namespace PhotoScore.Local.Runtime.Durable.Engine;

/// <summary>Tries a task again. This runs as orchestrator code: its delays are durable timers.</summary>
internal static class Retries
{
    public static async Task<T> RunAsync<T>(TaskOrchestrationContext context, TaskRetryOptions retry, Func<Task<T>> attempt)
    {
        var began = context.CurrentUtcDateTime;
        for (var failed = 1; ; failed++)
        {
            TaskFailedException failure;
            try
            {
                return await attempt();
            }
            catch (TaskFailedException thrown)
            {
                failure = thrown;
            }

            var again = retry.Policy is { } policy
                ? await WaitAsync(context, policy, failed, began, failure)
                : await retry.Handler!(
                    new RetryContext(context, failed, failure.FailureDetails, context.CurrentUtcDateTime - began, CancellationToken.None));
            if (!again)
                ExceptionDispatchInfo.Throw(failure);
        }
    }

    public static TimeSpan Delay(RetryPolicy policy, int failed)
    {
        var ticks = policy.FirstRetryInterval.Ticks * Math.Pow(policy.BackoffCoefficient, failed - 1);
        var longest = policy.MaxRetryInterval == Timeout.InfiniteTimeSpan ? TimeSpan.MaxValue : policy.MaxRetryInterval;
        return ticks >= longest.Ticks ? longest : TimeSpan.FromTicks((long)ticks);
    }

    private static async Task<bool> WaitAsync(
        TaskOrchestrationContext context, RetryPolicy policy, int failed, DateTime began, TaskFailedException failure)
    {
        var late = policy.RetryTimeout != Timeout.InfiniteTimeSpan && context.CurrentUtcDateTime - began >= policy.RetryTimeout;
        if (failed >= policy.MaxNumberOfAttempts || late || !policy.Handle(failure))
            return false;
        await context.CreateTimer(Delay(policy, failed), CancellationToken.None);
        return true;
    }
}
