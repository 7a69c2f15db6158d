using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using PhotoScore.Local.Runtime.Hosting;

namespace PhotoScore.Local.Runtime.Queues;

/// <summary>Keeps a message invisible to others while it is worked on.</summary>
internal sealed class MessageLease : IAsyncDisposable
{
    /// <summary>How long a message stays invisible after its host was killed. The real host takes ten minutes.</summary>
    public static readonly TimeSpan Length = TimeSpan.FromSeconds(30);

    private readonly QueueClient _queue;
    private readonly QueueMessage _message;
    private readonly CancellationTokenSource _ended = new();
    private readonly Task _renewing;
    private string _receipt;

    public MessageLease(QueueClient queue, QueueMessage message, TimeProvider time)
    {
        _queue = queue;
        _message = message;
        _receipt = message.PopReceipt;
        _renewing = RenewAsync(time);
    }

    public async Task DeleteAsync()
    {
        await EndAsync();
        await _queue.DeleteMessageAsync(_message.MessageId, _receipt);
    }

    /// <summary>Gives the message back, to be seen again after <paramref name="delay"/>.</summary>
    public async Task ReleaseAsync(TimeSpan delay)
    {
        await EndAsync();
        // The text goes along: an update without one would empty the message.
        await _queue.UpdateMessageAsync(_message.MessageId, _receipt, _message.Body, delay);
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        _ended.Dispose();
    }

    private async Task EndAsync()
    {
        await _ended.CancelAsync();
        await _renewing;
    }

    private async Task RenewAsync(TimeProvider time)
    {
        while (true)
        {
            await Task.Delay(Length / 3, time, _ended.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (_ended.IsCancellationRequested)
                return;
            try
            {
                UpdateReceipt renewed = await _queue.UpdateMessageAsync(_message.MessageId, _receipt, _message.Body, Length);
                _receipt = renewed.PopReceipt;
            }
            catch (Exception error) when (StorageFault.Is(error))
            {
                // Tried again in a third of the time; what follows a lost message is said when it is deleted.
            }
        }
    }
}
