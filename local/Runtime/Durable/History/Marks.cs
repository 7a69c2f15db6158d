namespace PhotoScore.Local.Runtime.Durable.History;

/// <summary>
/// A host brought the instance back. Written before anything else, it moves the end of the history, so that a host that was
/// paused and still believes it owns the hub is refused.
/// </summary>
internal sealed record HostStarted(string Host) : HistoryEvent;

/// <summary>A sent event is in its receiver's history, or was dropped, and need not be sent again.</summary>
internal sealed record EventDelivered(MessageId Message) : HistoryEvent;
