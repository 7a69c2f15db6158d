using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using PhotoScore.Local.Runtime.Blobs;
using PhotoScore.Local.Runtime.Functions;
using PhotoScore.Local.Runtime.Queues;
using PhotoScore.Local.Runtime.Timers;

namespace PhotoScore.Local.Runtime.Hosting;

/// <summary>Makes the listener of a function's trigger.</summary>
internal sealed class ListenerFactory(
    IConfiguration configuration,
    HostSettings settings,
    HostStorage storage,
    FunctionInvoker invoker,
    ShutdownGrace grace,
    TimeProvider time,
    ILoggerFactory loggers)
{
    /// <summary>The listener, or null when the trigger needs none (HTTP and durable triggers are called, they do not wait).</summary>
    /// <exception cref="InvalidOperationException">The trigger names something that is not configured or can't be read.</exception>
    public ITriggerListener? Create(DiscoveredFunction function)
    {
        try
        {
            return function.Trigger switch
            {
                BlobTriggerAttribute blob => Blob(function, blob),
                QueueTriggerAttribute queue => Queue(function, queue),
                TimerTriggerAttribute timer => Timer(function, timer),
                _ => null,
            };
        }
        catch (FormatException error)
        {
            throw new InvalidOperationException($"Function '{function.Name}': {error.Message}", error);
        }
    }

    private BlobListener Blob(DiscoveredFunction function, BlobTriggerAttribute trigger)
    {
        var connection = configuration.ConnectionString(trigger.Connection);
        var pattern = BlobPathPattern.Parse(configuration.Expand(trigger.BlobPath));
        var container = new BlobServiceClient(connection).GetBlobContainerClient(pattern.Container);
        var receipts = new BlobReceipts(storage.Container, $"blobreceipts/{storage.HostId}/{function.Name}/");
        var poison = new QueueClient(connection, "webjobs-blobtrigger-poison");
        var logger = loggers.CreateLogger("Host.Triggers.Blobs");
        var runner = new BlobRunner(function, container, receipts, poison, settings.Blobs, invoker, grace, time, logger);
        return new(pattern, container, receipts, settings.Blobs, runner, time, logger);
    }

    private QueueListener Queue(DiscoveredFunction function, QueueTriggerAttribute trigger)
    {
        var connection = configuration.ConnectionString(trigger.Connection);
        var name = configuration.Expand(trigger.QueueName);
        return new(
            function,
            new QueueClient(connection, name),
            new QueueClient(connection, $"{name}-poison"),
            settings.Queues,
            invoker,
            grace,
            time,
            loggers.CreateLogger("Host.Triggers.Queues"));
    }

    private TimerListener Timer(DiscoveredFunction function, TimerTriggerAttribute trigger)
    {
        var schedule = TimerSchedule.Parse(configuration.Expand(trigger.Schedule));
        var store = new TimerStatusStore(storage.Container, $"timers/{storage.HostId}/Host.Functions.{function.Name}/status");
        return new(function, trigger, schedule, store, invoker, grace, time, loggers.CreateLogger("Host.Triggers.Timers"));
    }
}
