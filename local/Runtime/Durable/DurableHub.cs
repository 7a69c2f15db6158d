using Azure.Storage.Blobs;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using PhotoScore.Local.Runtime.Durable.Client;
using PhotoScore.Local.Runtime.Durable.Engine;
using PhotoScore.Local.Runtime.Durable.History;

namespace PhotoScore.Local.Runtime.Durable;

/// <summary>Runs the orchestrations of one hub; one process at a time does.</summary>
internal sealed class DurableHub : IAsyncDisposable
{
    private readonly HubEngine _engine;

    public DurableHub(BlobServiceClient blobs, DurableOptions options, ITaskFunctions functions, TimeProvider time, ILoggerFactory logs)
    {
        var container = blobs.GetBlobContainerClient(BlobNames.Container(options.HubName));
        var me = HostIdentity.Mine();
        var lease = new BlobHubLease(container, me, time, logs.CreateLogger("Host.Durable"));
        _engine = new HubEngine(new BlobHistoryStore(container, me.RunId), lease, me.ToString(), options, functions, time, logs);
        Client = new HubClient(options.HubName, _engine);
    }

    /// <summary>Works on this hub from within this process; calls wait until the hub has started.</summary>
    public DurableTaskClient Client { get; }

    /// <summary>Is cancelled when another host may have taken the hub, or storage failed: this process must end.</summary>
    public CancellationToken Lost => _engine.Lost;

    /// <summary>Waits until this host owns the hub, then goes on with every unfinished instance.</summary>
    public Task StartAsync(CancellationToken cancellation) => _engine.StartAsync(cancellation);

    /// <summary>Lets running activities end for <see cref="DurableOptions.StopGrace"/> and gives the hub back; the rest goes on at the next start.</summary>
    public Task StopAsync(CancellationToken cancellation) => _engine.StopAsync().WaitAsync(cancellation);

    /// <summary>The events of an instance's present execution, oldest first; null when there is no such instance.</summary>
    public Task<IReadOnlyList<ReadableEvent>?> ReadHistoryAsync(string instanceId, CancellationToken cancellation) =>
        ReadableHistory.ReadAsync(_engine, instanceId, cancellation);

    public ValueTask DisposeAsync() => _engine.DisposeAsync();
}
