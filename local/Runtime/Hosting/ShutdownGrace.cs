using Microsoft.Extensions.Hosting;

namespace PhotoScore.Local.Runtime.Hosting;

/// <summary>How long running invocations may go on once the host was asked to stop.</summary>
internal sealed class ShutdownGrace : IDisposable
{
    public static readonly TimeSpan Length = TimeSpan.FromSeconds(10);

    private readonly CancellationTokenSource _expired = new();
    private readonly CancellationTokenRegistration _stopping;

    public ShutdownGrace(IHostApplicationLifetime lifetime) =>
        _stopping = lifetime.ApplicationStopping.Register(() => _expired.CancelAfter(Length));

    /// <summary>Cancelled when the grace is over: invocations that still run are told to end.</summary>
    public CancellationToken Expired => _expired.Token;

    public void Dispose()
    {
        _stopping.Dispose();
        _expired.Dispose();
    }
}
