using PhotoScore.Local.Runtime.Durable.History;

namespace PhotoScore.Local.Runtime.Durable.Engine;

/// <summary>
/// Sends an instance's events to others, one after another in their order, beside the instance's own loop: two instances that send to
/// each other must not wait for each other.
/// </summary>
internal sealed class Outbox(Func<OutgoingEvent, Task> deliver, TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly List<OutgoingEvent> _waiting = [];
    private readonly List<EventDelivered> _delivered = [];
    private Task _last = Task.CompletedTask;

    /// <summary>Completes when all that was sent so far has arrived or was dropped.</summary>
    public Task Drained
    {
        get
        {
            lock (_gate)
                return _last;
        }
    }

    public IReadOnlyList<OutgoingEvent> Waiting
    {
        get
        {
            lock (_gate)
                return [.. _waiting];
        }
    }

    /// <summary>Sends an event when those before it have arrived and <paramref name="ready"/> is complete.</summary>
    public void Send(OutgoingEvent outgoing, Task ready)
    {
        lock (_gate)
        {
            _waiting.Add(outgoing);
            _last = DeliverAfterAsync(Task.WhenAll(_last, ready), outgoing);
        }
    }

    /// <summary>Marks for history of what has arrived since the last call.</summary>
    public IReadOnlyList<EventDelivered> TakeDelivered()
    {
        lock (_gate)
        {
            EventDelivered[] taken = [.. _delivered];
            _delivered.Clear();
            return taken;
        }
    }

    private async Task DeliverAfterAsync(Task before, OutgoingEvent outgoing)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        await deliver(outgoing);
        lock (_gate)
        {
            _waiting.Remove(outgoing);
            _delivered.Add(new EventDelivered(outgoing.Id) { At = time.GetUtcNow() });
        }
    }
}
