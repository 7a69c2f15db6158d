using Microsoft.DurableTask;
using PhotoScore.Local.Runtime.Durable.History;
using PhotoScore.Local.Tests.Durable.Testing;

namespace PhotoScore.Local.Tests.Durable;

/// <summary>What becomes of tasks that nobody waits for.</summary>
public class ForgottenTaskTests
{
    private const int Scheduled = 20;

    private readonly TaskCompletionSource<object?> _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ScriptedFunctions Functions => new ScriptedFunctions()
        .Activity<int>("Work", (_, _) => _gate.Task)
        .Activity<int>("Last", _ => 1)
        .Orchestrator("Forget", context =>
        {
            for (var i = 0; i < Scheduled; i++)
                _ = context.CallActivityAsync("Work", i);
            return Task.FromResult(7);
        })
        .Orchestrator("Wait", async context =>
        {
            await Task.WhenAll(Enumerable.Range(0, Scheduled).Select(i => context.CallActivityAsync<int>("Work", i)));
            return 7;
        })
        .Orchestrator("Last", async context => await context.CallActivityAsync<int>("Last", 1))
        .Orchestrator("Parent", context =>
        {
            _ = context.CallSubOrchestratorAsync("Last", null, new SubOrchestrationOptions(instanceId: "child"));
            return Task.FromResult(7);
        })
        .Orchestrator("Narcissus", context =>
        {
            _ = context.CallSubOrchestratorAsync("Last", null, new SubOrchestrationOptions(instanceId: context.InstanceId));
            return Task.FromResult(7);
        });

    [Fact]
    public async Task Activities_run_after_the_end_of_their_orchestrator()
    {
        var functions = Functions;
        await using var hub = await TestHub.StartAsync(functions);

        var done = await hub.RunAsync("Forget");
        _gate.SetResult(null);
        await hub.UntilAsync(done.InstanceId, _ => functions.Runs["Work"] == Scheduled);

        Assert.Equal(7, done.ReadOutputAs<int>());
    }

    [Fact]
    public async Task Activities_whose_orchestrator_had_ended_run_in_the_next_host()
    {
        var history = new MemoryHistory();
        var now = DateTimeOffset.UnixEpoch;
        var earlier = new MemoryHistoryStore(history, "earlier");
        var header = new InstanceHeader { InstanceId = "it", Name = "Forget", ExecutionId = "e", CreatedAt = now, UpdatedAt = now };
        await earlier.WriteHeaderAsync(header, null, TestContext.Current.CancellationToken);
        await earlier.AppendAsync(
            "it",
            "e",
            LogPosition.Start,
            [new ExecutionStarted { At = now }, new TaskScheduled(0, "Work", "0") { At = now }, new ExecutionCompleted(1, "7", null) { At = now }],
            TestContext.Current.CancellationToken);
        _gate.SetResult(null);
        var functions = Functions;

        await using var hub = await TestHub.StartAsync(functions, history);
        await hub.UntilAsync("it", it => it.IsCompleted && functions.Runs.GetValueOrDefault("Work") == 1);
    }

    [Fact]
    public async Task Activities_of_a_terminated_instance_that_have_not_begun_never_do()
    {
        var functions = Functions;
        await using var hub = await TestHub.StartAsync(functions);
        var id = await hub.Client.ScheduleNewOrchestrationInstanceAsync("Wait", TestContext.Current.CancellationToken);
        await hub.UntilAsync(id, _ => functions.Runs.GetValueOrDefault("Work") == 8);

        await hub.Client.TerminateInstanceAsync(id, cancellation: TestContext.Current.CancellationToken);
        await hub.WaitAsync(id);
        _gate.SetResult(null);
        // Calls are taken first come first served: when this one is done, those before it have been looked at.
        await hub.RunAsync("Last");

        Assert.Equal(8, functions.Runs["Work"]);
    }

    [Fact]
    public async Task Sub_orchestration_has_started_when_its_parent_has_ended()
    {
        await using var hub = await TestHub.StartAsync(Functions);

        await hub.RunAsync("Parent");

        Assert.NotNull(await hub.Client.GetInstanceAsync("child", TestContext.Current.CancellationToken));
        Assert.Equal(1, (await hub.WaitAsync("child")).ReadOutputAs<int>());
    }

    [Fact]
    public async Task Instance_that_starts_itself_ends_all_the_same()
    {
        await using var hub = await TestHub.StartAsync(Functions);

        Assert.Equal(7, (await hub.RunAsync("Narcissus", instanceId: "it")).ReadOutputAs<int>());
    }
}
