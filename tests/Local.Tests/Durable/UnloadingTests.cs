using System.Collections.Concurrent;
using Microsoft.DurableTask;
using PhotoScore.Local.Tests.Durable.Testing;
using PhotoScore.Testing;

namespace PhotoScore.Local.Tests.Durable;

public class UnloadingTests
{
    private readonly ConcurrentBag<WeakReference> _contexts = [];

    private ScriptedFunctions Functions => new ScriptedFunctions()
        .Activity<int>("Increment", number => number + 1)
        .Orchestrator("Wait", async context =>
        {
            _contexts.Add(new WeakReference(context));
            context.SetCustomStatus("waiting");
            var one = await context.CallActivityAsync<int>("Increment", 0);
            return one + await context.WaitForExternalEvent<int>("go");
        });

    [Fact]
    public async Task Orchestrator_that_waits_leaves_the_memory_and_comes_back_for_an_event()
    {
        var functions = Functions;
        await using var hub = await TestHub.StartAsync(functions, new MemoryHistoryStore(new(), "only"), idleTime: TimeSpan.FromTicks(1));
        await hub.Client.ScheduleNewOrchestrationInstanceAsync("Wait", new StartOrchestrationOptions("it"), TestContext.Current.CancellationToken);
        await hub.UntilAsync("it", _ => functions.Runs.GetValueOrDefault("Increment") == 1);

        await Until.TrueAsync(AreGone, () => "an orchestrator that the memory has let go");
        var waiting = await hub.Client.GetInstanceAsync("it", true, TestContext.Current.CancellationToken);
        await hub.Client.RaiseEventAsync("it", "go", 6, TestContext.Current.CancellationToken);

        Assert.True(waiting!.IsRunning);
        Assert.Equal("\"waiting\"", waiting.SerializedCustomStatus);
        Assert.Equal(7, (await hub.WaitAsync("it")).ReadOutputAs<int>());
        Assert.Equal(1, functions.Runs["Increment"]);
    }

    private bool AreGone()
    {
        GC.Collect();
        return _contexts.All(context => !context.IsAlive);
    }
}
