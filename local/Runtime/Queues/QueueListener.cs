using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Microsoft.Extensions.Logging;
using PhotoScore.Local.Runtime.Functions;
using PhotoScore.Local.Runtime.Hosting;

namespace PhotoScore.Local.Runtime.Queues;

/// <summary>Runs a function for every message of a queue, at least once; what keeps failing goes to the poison queue.</summary>
/// <param name="function">The function.</param>
/// <param name="queue">The queue, without a message encoding.</param>
/// <param name="poison">Where messages go that can't be handled, without a message encoding.</param>
/// <param name="settings">Batches and tries.</param>
/// <param name="invoker">Runs the function.</param>
/// <param name="grace">When running functions are cancelled.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">The trigger's log.</param>
internal sealed class QueueListener(
    DiscoveredFunction function,
    QueueClient queue,
    QueueClient poison,
    QueueSettings settings,
    FunctionInvoker invoker,
    ShutdownGrace grace,
    TimeProvider time,
    ILogger logger) : ITriggerListener
{
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(100);

    private readonly HashSet<Task> _running = [];
    private TimeSpan _pause = ShortestPause;

    public string Description => $"queueTrigger {queue.Name}";

    public async Task RunAsync(CancellationToken stopping)
    {
        await ListenerLoop.RunAsync(() => LookAsync(stopping), $"queue {queue.Name}", time, logger, stopping);
        await Task.WhenAll(_running);
    }

    private async Task<TimeSpan> LookAsync(CancellationToken stopping)
    {
        while (_running.Count > settings.Threshold)
        {
            await Task.WhenAny(_running).WaitAsync(stopping);
            _running.RemoveWhere(task => task.IsCompleted);
        }
        _running.RemoveWhere(task => task.IsCompleted);
        var messages = await ReceiveAsync(stopping);
        foreach (var message in messages)
            _running.Add(HandleAsync(message));
        if (messages.Length > 0)
        {
            _pause = ShortestPause;
            return TimeSpan.Zero;
        }
        var pause = _pause;
        _pause = TimeSpan.FromTicks(Math.Min(_pause.Ticks * 2, settings.MaxPollingInterval.Ticks));
        return pause;
    }

    private async Task<QueueMessage[]> ReceiveAsync(CancellationToken stopping)
    {
        try
        {
            return await queue.ReceiveMessagesAsync(settings.BatchSize, MessageLease.Length, stopping);
        }
        catch (RequestFailedException error) when (error.Status == 404)
        {
            // The queue comes to be with its first message.
            return [];
        }
    }

    private async Task HandleAsync(QueueMessage message)
    {
        await Task.Yield();
        await using var lease = new MessageLease(queue, message, time);
        try
        {
            if (message.DequeueCount > settings.MaxDequeueCount || Decode(message) is not { } decoded)
                await GiveUpAsync(message, lease);
            else
                await InvokeAsync(message, decoded, lease);
        }
        catch (Exception error) when (StorageFault.Is(error))
        {
            logger.MessageLost(message.MessageId, queue.Name, error.Message);
        }
    }

    private async Task InvokeAsync(QueueMessage message, QueueMessage decoded, MessageLease lease)
    {
        try
        {
            await invoker.InvokeAsync(function, new QueueInput(decoded), grace.Expired);
        }
        catch (OperationCanceledException) when (grace.Expired.IsCancellationRequested)
        {
            await lease.ReleaseAsync(TimeSpan.Zero);
            return;
        }
        catch (Exception)
        {
            // The invoker has logged it.
            if (message.DequeueCount >= settings.MaxDequeueCount)
                await GiveUpAsync(message, lease);
            else
                await lease.ReleaseAsync(settings.VisibilityTimeout);
            return;
        }
        await lease.DeleteAsync();
    }

    private async Task GiveUpAsync(QueueMessage message, MessageLease lease)
    {
        await poison.CreateIfNotExistsAsync();
        await poison.SendMessageAsync(message.Body);
        await lease.DeleteAsync();
        logger.MessageGivenUp(message.MessageId, queue.Name, message.DequeueCount, poison.Name);
    }

    private QueueMessage? Decode(QueueMessage message)
    {
        try
        {
            var body = BinaryData.FromBytes(Convert.FromBase64String(message.Body.ToString()));
            return QueuesModelFactory.QueueMessage(
                message.MessageId, message.PopReceipt, body, message.DequeueCount, message.NextVisibleOn, message.InsertedOn, message.ExpiresOn);
        }
        catch (FormatException)
        {
            logger.MessageNotBase64(message.MessageId, queue.Name);
            return null;
        }
    }
}
