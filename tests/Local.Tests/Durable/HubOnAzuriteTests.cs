using System.Diagnostics;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Specialized;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging.Abstractions;
using PhotoScore.Local.Runtime.Durable;
using PhotoScore.Local.Runtime.Durable.History;
using PhotoScore.Local.Tests.Durable.Testing;
using PhotoScore.Testing;

namespace PhotoScore.Local.Tests.Durable;

public class HubOnAzuriteTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static ScriptedFunctions Functions => new ScriptedFunctions()
        .Activity<int>("Square", number => number * number)
        .Orchestrator("Squares", async context =>
            (await Task.WhenAll(Enumerable.Range(1, 200).Select(i => context.CallActivityAsync<int>("Square", i)))).Sum())
        .Orchestrator("Tree", async context =>
        {
            var go = context.WaitForExternalEvent<int>("go");
            var children = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => context.CallSubOrchestratorAsync<int>("Squares")));
            return children.Sum() + await go;
        });

    [Fact]
    public async Task Instance_goes_on_in_the_next_host()
    {
        var name = azurite.NewPrefix();
        await using (var first = Hub(name))
        {
            await first.StartAsync(Cancellation);
            await first.Client.ScheduleNewOrchestrationInstanceAsync("Tree", new StartOrchestrationOptions("it"), Cancellation);
            await first.Client.WaitForInstanceStartAsync("it", Cancellation);
            await first.StopAsync(Cancellation);
        }

        await using var second = Hub(name);
        await second.StartAsync(Cancellation);
        await second.Client.RaiseEventAsync("it", "go", 1, Cancellation);
        var done = await second.Client.WaitForInstanceCompletionAsync("it", true, Cancellation);
        var history = await second.ReadHistoryAsync("it", Cancellation);

        // The sum of squares to n is n(n+1)(2n+1)/6.
        Assert.Equal((3 * 200 * 201 * 401 / 6) + 1, done.ReadOutputAs<int>());
        Assert.Equal(3, history!.Count(line => line.EventType == "SubOrchestrationInstanceCompleted"));
        Assert.Equal("ExecutionCompleted", history![^1].EventType);
    }

    [Fact]
    public async Task Second_host_waits_until_the_first_gives_the_hub_back()
    {
        var name = azurite.NewPrefix();
        await using var first = Hub(name);
        await using var second = Hub(name);
        await first.StartAsync(Cancellation);

        var waiting = second.StartAsync(Cancellation);
        await first.Client.ScheduleNewOrchestrationInstanceAsync("Squares", new StartOrchestrationOptions("it"), Cancellation);
        await first.Client.WaitForInstanceCompletionAsync("it", Cancellation);
        Assert.False(waiting.IsCompleted);
        await first.StopAsync(Cancellation);
        await waiting;

        Assert.True((await second.Client.GetInstanceAsync("it", Cancellation))!.IsCompleted);
    }

    [Fact]
    public async Task Host_that_was_overtaken_is_refused_and_says_so()
    {
        var name = azurite.NewPrefix();
        await using var paused = Hub(name);
        await paused.StartAsync(Cancellation);
        await paused.Client.ScheduleNewOrchestrationInstanceAsync("Tree", new StartOrchestrationOptions("it"), Cancellation);
        await paused.Client.WaitForInstanceStartAsync("it", Cancellation);

        // To the storage a paused host looks like this: its lease is gone, and someone else has the hub.
        await Container(name).GetBlobClient(BlobNames.Lease).GetBlobLeaseClient().BreakAsync(TimeSpan.Zero, cancellationToken: Cancellation);
        await using var present = Hub(name);
        await present.StartAsync(Cancellation);
        var lost = new TaskCompletionSource();
        paused.Lost.Register(lost.SetResult);
        await Assert.ThrowsAnyAsync<Exception>(() => paused.Client.RaiseEventAsync("it", "go", 7, Cancellation));
        await lost.Task.WaitAsync(TimeSpan.FromMinutes(3), Cancellation);
        await present.Client.RaiseEventAsync("it", "go", 1, Cancellation);

        var done = await present.Client.WaitForInstanceCompletionAsync("it", true, Cancellation);
        Assert.Equal((3 * 200 * 201 * 401 / 6) + 1, done.ReadOutputAs<int>());
    }

    [Fact]
    public async Task Lease_of_a_dead_process_of_this_machine_is_taken_at_once()
    {
        var container = Container(azurite.NewPrefix());
        await container.CreateAsync(cancellationToken: Cancellation);
        var lease = container.GetBlobClient(BlobNames.Lease);
        await lease.UploadAsync(BinaryData.FromString(""), Cancellation);
        using var sleeper = Process.Start("sleep", "0");
        var started = DateTimeOffset.UtcNow;
        await sleeper.WaitForExitAsync(Cancellation);
        await lease.SetMetadataAsync(new HostIdentity("r", Environment.MachineName, sleeper.Id, started).Write(), cancellationToken: Cancellation);
        await lease.GetBlobLeaseClient().AcquireAsync(TimeSpan.FromSeconds(-1), cancellationToken: Cancellation);

        // A lease without end: only breaking it gets past.
        await using var mine = new BlobHubLease(container, HostIdentity.Mine(), TimeProvider.System, NullLogger.Instance);
        await mine.AcquireAsync(Cancellation);

        Assert.False(mine.Lost.IsCancellationRequested);
    }

    [Fact]
    public void IsDead_knows_the_living_the_dead_and_strangers()
    {
        var me = HostIdentity.Mine();

        Assert.False(me.IsDead());
        Assert.True((me with { Started = me.Started.AddHours(-1) }).IsDead());
        Assert.False((me with { Machine = "elsewhere", Started = me.Started.AddHours(-1) }).IsDead());
    }

    private DurableHub Hub(string name) => new(
        azurite.Blobs, new DurableOptions { HubName = name, MaxConcurrentActivityFunctions = 8 }, Functions, TimeProvider.System, NullLoggerFactory.Instance);

    private BlobContainerClient Container(string name) => azurite.Blobs.GetBlobContainerClient(BlobNames.Container(name));
}
