namespace PhotoScore.Local.Runtime.Durable.History;

/// <summary>Says which host runs the hub.</summary>
internal interface IHubLease : IAsyncDisposable
{
    /// <summary>Waits until this host owns the hub, and keeps it so.</summary>
    Task AcquireAsync(CancellationToken cancellation);

    /// <summary>Is cancelled when the hub may belong to someone else.</summary>
    CancellationToken Lost { get; }
}
