using Microsoft.Extensions.Logging;

namespace PhotoScore.Local.Runtime.Hosting;

/// <summary>Repeats a look at storage until the host stops; a look that fails is logged and repeated.</summary>
internal static class ListenerLoop
{
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(2);

    /// <param name="look">One look; gives the pause before the next.</param>
    /// <param name="what">What is looked at, for the log.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Where failures go.</param>
    /// <param name="stopping">Ends the loop.</param>
    public static async Task RunAsync(
        Func<Task<TimeSpan>> look, string what, TimeProvider time, ILogger logger, CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            var pause = TimeSpan.Zero;
            await RetryAsync(async () => pause = await look(), what, time, logger, stopping);
            if (pause > TimeSpan.Zero)
                await Task.Delay(pause, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Does something with storage until it works or the host stops.</summary>
    public static async Task RetryAsync(Func<Task> action, string what, TimeProvider time, ILogger logger, CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await action();
                return;
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error) when (StorageFault.Is(error))
            {
                logger.LookFailed(what, error.Message);
            }
            await Task.Delay(AfterFailure, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
