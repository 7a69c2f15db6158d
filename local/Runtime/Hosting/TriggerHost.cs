using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PhotoScore.Local.Runtime.Durable;
using PhotoScore.Local.Runtime.Functions;

namespace PhotoScore.Local.Runtime.Hosting;

/// <summary>Starts the task hub and the triggers' listeners with the host, and stops them with it.</summary>
internal sealed class TriggerHost(
    ActiveFunctions functions,
    ListenerFactory factory,
    DurableHub? hub,
    IHostApplicationLifetime lifetime,
    ILoggerFactory loggers) : IHostedService, IDisposable
{
    private readonly ILogger _logger = loggers.CreateLogger("Host.Startup");
    private Task _listeners = Task.CompletedTask;
    private CancellationTokenRegistration _lost;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        // Made before anything runs, so that what is not configured stops the start.
        var listeners = functions.Functions.Select(factory.Create).OfType<ITriggerListener>().ToList();
        if (hub is not null)
        {
            await hub.StartAsync(cancellationToken);
            _lost = hub.Lost.Register(() =>
            {
                _logger.HubLost();
                End();
            });
        }
        _listeners = Task.WhenAll(listeners.Select(listener => Task.Run(() => RunAsync(listener), CancellationToken.None)));
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        _logger.Stopping(ShutdownGrace.Length.TotalSeconds);
        var hubStops = hub?.StopAsync(cancellationToken) ?? Task.CompletedTask;
        await Task.WhenAll(_listeners, hubStops).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose() => _lost.Dispose();

    private async Task RunAsync(ITriggerListener listener)
    {
        try
        {
            // Not from StopAsync on, which may come long after: the web server drains its requests first.
            await listener.RunAsync(lifetime.ApplicationStopping);
        }
        catch (Exception error)
        {
            // A listener that is gone would look like an app without events.
            _logger.ListenerEnded(error, listener.Description);
            End();
        }
    }

    /// <summary>Ends the process in a way that whoever started it can tell from an ordinary stop.</summary>
    private void End()
    {
        Environment.ExitCode = 1;
        lifetime.StopApplication();
    }
}
