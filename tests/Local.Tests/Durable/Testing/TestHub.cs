using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging.Abstractions;
using PhotoScore.Local.Runtime.Durable;
using PhotoScore.Local.Runtime.Durable.Client;
using PhotoScore.Local.Runtime.Durable.Engine;

namespace PhotoScore.Local.Tests.Durable.Testing;

/// <summary>A running host on a history in memory. To dispose of it is to pull the plug.</summary>
internal sealed class TestHub : IAsyncDisposable
{
    private TestHub(MemoryHistoryStore store, ITaskFunctions functions, TimeProvider time, TimeSpan idleTime)
    {
        var options = new DurableOptions { HubName = "test", MaxConcurrentActivityFunctions = 8, IdleTime = idleTime };
        Store = store;
        Engine = new HubEngine(store, new MemoryLease(), "test", options, functions, time, NullLoggerFactory.Instance);
        Client = new HubClient("test", Engine);
    }

    public MemoryHistoryStore Store { get; }

    public HubEngine Engine { get; }

    public DurableTaskClient Client { get; }

    public static Task<TestHub> StartAsync(ITaskFunctions functions, MemoryHistory? history = null, TimeProvider? time = null) =>
        StartAsync(functions, new MemoryHistoryStore(history ?? new(), Guid.NewGuid().ToString("N")), time);

    public static async Task<TestHub> StartAsync(ITaskFunctions functions, MemoryHistoryStore store, TimeProvider? time = null, TimeSpan? idleTime = null)
    {
        var hub = new TestHub(store, functions, time ?? new ImpatientTime(), idleTime ?? Timeout.InfiniteTimeSpan);
        await hub.Engine.StartAsync(TestContext.Current.CancellationToken);
        return hub;
    }

    /// <summary>Starts an orchestration and waits for its end.</summary>
    public async Task<OrchestrationMetadata> RunAsync(string name, object? input = null, string? instanceId = null)
    {
        var id = await Client.ScheduleNewOrchestrationInstanceAsync(name, input, new StartOrchestrationOptions(instanceId));
        return await WaitAsync(id);
    }

    public async Task<OrchestrationMetadata> WaitAsync(string instanceId)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromMinutes(3));
        return await Client.WaitForInstanceCompletionAsync(instanceId, true, limit.Token);
    }

    /// <summary>Waits until something is true of an instance that runs.</summary>
    public async Task<OrchestrationMetadata> UntilAsync(string instanceId, Func<OrchestrationMetadata, bool> condition)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromMinutes(3));
        while (true)
        {
            if (await Client.GetInstanceAsync(instanceId, true, limit.Token) is { } instance && condition(instance))
                return instance;
            await Task.Delay(2, limit.Token);
        }
    }

    public ValueTask DisposeAsync() => Engine.DisposeAsync();
}
