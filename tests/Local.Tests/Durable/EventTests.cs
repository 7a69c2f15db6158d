using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using PhotoScore.Local.Tests.Durable.Testing;

namespace PhotoScore.Local.Tests.Durable;

public class EventTests
{
    private static ScriptedFunctions Functions => new ScriptedFunctions()
        .Orchestrator("Two", async context =>
        {
            await context.WaitForExternalEvent<int>("go");
            return await context.WaitForExternalEvent<string>("Word") + await context.WaitForExternalEvent<string>("word");
        })
        .Orchestrator("Collect", async context =>
        {
            var sum = context.GetInput<int>() + await context.WaitForExternalEvent<int>("add");
            if (sum < 10)
                context.ContinueAsNew(sum);
            return sum;
        })
        .Orchestrator("Idle", async context =>
        {
            await context.WaitForExternalEvent<int>("never");
            return 0;
        });

    [Fact]
    public async Task Events_that_come_early_are_kept_in_order_whatever_their_case()
    {
        await using var hub = await TestHub.StartAsync(Functions);
        var id = await hub.Client.ScheduleNewOrchestrationInstanceAsync("Two", TestContext.Current.CancellationToken);
        await hub.Client.RaiseEventAsync(id, "WORD", "a", TestContext.Current.CancellationToken);
        await hub.Client.RaiseEventAsync(id, "word", "b", TestContext.Current.CancellationToken);
        await hub.Client.RaiseEventAsync(id, "Go", 1, TestContext.Current.CancellationToken);

        Assert.Equal("ab", (await hub.WaitAsync(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Events_survive_a_restart_of_the_host()
    {
        var history = new MemoryHistory();
        await using (var first = await TestHub.StartAsync(Functions, history))
        {
            await first.Client.ScheduleNewOrchestrationInstanceAsync(
                "Two", new StartOrchestrationOptions("it"), TestContext.Current.CancellationToken);
            await first.Client.RaiseEventAsync("it", "word", "a", TestContext.Current.CancellationToken);
        }

        await using var second = await TestHub.StartAsync(Functions, history);
        await second.Client.RaiseEventAsync("it", "word", "b", TestContext.Current.CancellationToken);
        await second.Client.RaiseEventAsync("it", "go", 1, TestContext.Current.CancellationToken);

        Assert.Equal("ab", (await second.WaitAsync("it")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Continue_as_new_loses_no_event()
    {
        await using var hub = await TestHub.StartAsync(Functions);
        var id = await hub.Client.ScheduleNewOrchestrationInstanceAsync("Collect", 0, TestContext.Current.CancellationToken);
        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => hub.Client.RaiseEventAsync(id, "add", 1)));

        Assert.Equal(10, (await hub.WaitAsync(id)).ReadOutputAs<int>());
    }

    [Fact]
    public async Task Raise_to_nobody_or_to_a_finished_instance_is_refused()
    {
        await using var hub = await TestHub.StartAsync(Functions.Orchestrator("Done", _ => Task.FromResult(1)));
        await hub.RunAsync("Done", instanceId: "done");

        await Assert.ThrowsAsync<ArgumentException>(() => hub.Client.RaiseEventAsync("nobody", "e", TestContext.Current.CancellationToken));
        await Assert.ThrowsAsync<InvalidOperationException>(() => hub.Client.RaiseEventAsync("done", "e", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Two_instances_that_send_to_each_other_for_long_do_not_block()
    {
        var functions = new ScriptedFunctions().Orchestrator("Player", async context =>
        {
            var (other, serve) = (context.InstanceId == "a" ? "b" : "a", context.InstanceId == "a");
            for (var round = 0; round < 100; round++)
            {
                if (serve)
                    context.SendEvent(other, "ball", round);
                if (await context.WaitForExternalEvent<int>("ball") != round)
                    return "a ball was lost";
                if (!serve)
                    context.SendEvent(other, "ball", round);
            }

            return "fine";
        });
        await using var hub = await TestHub.StartAsync(functions);
        await hub.Client.ScheduleNewOrchestrationInstanceAsync("Player", new StartOrchestrationOptions("b"), TestContext.Current.CancellationToken);
        await hub.Client.ScheduleNewOrchestrationInstanceAsync("Player", new StartOrchestrationOptions("a"), TestContext.Current.CancellationToken);

        Assert.Equal("fine", (await hub.WaitAsync("a")).ReadOutputAs<string>());
        Assert.Equal("fine", (await hub.WaitAsync("b")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Event_reaches_a_child_that_was_called_in_the_same_breath()
    {
        var functions = new ScriptedFunctions()
            .Orchestrator("Child", context => context.WaitForExternalEvent<int>("go"))
            .Orchestrator("Parent", async context =>
            {
                var child = context.CallSubOrchestratorAsync<int>("Child", null, new SubOrchestrationOptions(instanceId: "child"));
                context.SendEvent("child", "go", 9);
                return await child;
            });
        await using var hub = await TestHub.StartAsync(functions);

        Assert.Equal(9, (await hub.RunAsync("Parent")).ReadOutputAs<int>());
    }

    [Fact]
    public async Task Suspended_instance_records_and_goes_on_when_resumed()
    {
        await using var hub = await TestHub.StartAsync(Functions);
        var id = await hub.Client.ScheduleNewOrchestrationInstanceAsync("Two", TestContext.Current.CancellationToken);
        await hub.Client.WaitForInstanceStartAsync(id, TestContext.Current.CancellationToken);
        await hub.Client.SuspendInstanceAsync(id, "lunch", TestContext.Current.CancellationToken);
        foreach (var (name, value) in new (string, object)[] { ("go", 1), ("word", "a"), ("word", "b") })
            await hub.Client.RaiseEventAsync(id, name, value, TestContext.Current.CancellationToken);

        var suspended = await hub.Client.GetInstanceAsync(id, TestContext.Current.CancellationToken);
        await hub.Client.ResumeInstanceAsync(id, TestContext.Current.CancellationToken);

        Assert.Equal(OrchestrationRuntimeStatus.Suspended, suspended!.RuntimeStatus);
        Assert.Equal("ab", (await hub.WaitAsync(id)).ReadOutputAs<string>());
    }
}
