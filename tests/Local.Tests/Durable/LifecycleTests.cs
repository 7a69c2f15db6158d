using DurableTask.Core.Exceptions;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using PhotoScore.Local.Tests.Durable.Testing;

namespace PhotoScore.Local.Tests.Durable;

public class LifecycleTests
{
    private static ScriptedFunctions Functions => new ScriptedFunctions()
        .Orchestrator("Echo", context => Task.FromResult(context.GetInput<int>()))
        .Orchestrator("Idle", async context =>
        {
            context.SetCustomStatus(new { Step = "waiting" });
            return await context.WaitForExternalEvent<int>("go");
        })
        .Orchestrator("Parent", async context =>
            await context.CallSubOrchestratorAsync<int>("Idle", null, new SubOrchestrationOptions(instanceId: "child")));

    [Fact]
    public async Task Start_of_a_running_id_is_refused_and_of_a_finished_one_replaces_it()
    {
        await using var hub = await TestHub.StartAsync(Functions);
        await hub.Client.ScheduleNewOrchestrationInstanceAsync("Idle", new StartOrchestrationOptions("it"), TestContext.Current.CancellationToken);

        await Assert.ThrowsAsync<OrchestrationAlreadyExistsException>(() => hub.RunAsync("Echo", 1, "it"));
        await hub.Client.RaiseEventAsync("it", "go", 5, TestContext.Current.CancellationToken);
        Assert.Equal(5, (await hub.WaitAsync("it")).ReadOutputAs<int>());
        Assert.Equal(6, (await hub.RunAsync("Echo", 6, "it")).ReadOutputAs<int>());
    }

    [Fact]
    public async Task Start_is_refused_in_the_statuses_that_it_names()
    {
        await using var hub = await TestHub.StartAsync(Functions);
        await hub.RunAsync("Echo", 1, "it");
        var refuse = new StartOrchestrationOptions("it").WithDedupeStatuses(OrchestrationRuntimeStatus.Completed);
        var allow = new StartOrchestrationOptions("it").WithDedupeStatuses(OrchestrationRuntimeStatus.Failed);

        await Assert.ThrowsAsync<OrchestrationAlreadyExistsException>(() => hub.Client.ScheduleNewOrchestrationInstanceAsync("Echo", 2, refuse, TestContext.Current.CancellationToken));
        await hub.Client.ScheduleNewOrchestrationInstanceAsync("Echo", 3, allow, TestContext.Current.CancellationToken);

        Assert.Equal(3, (await hub.WaitAsync("it")).ReadOutputAs<int>());
    }

    [Fact]
    public async Task Terminate_ends_the_children_only_when_asked()
    {
        foreach (var recursive in new[] { false, true })
        {
            await using var hub = await TestHub.StartAsync(Functions);
            await hub.Client.ScheduleNewOrchestrationInstanceAsync("Parent", new StartOrchestrationOptions("p"), TestContext.Current.CancellationToken);
            await hub.UntilAsync("child", child => child.IsRunning);

            await hub.Client.TerminateInstanceAsync("p", new TerminateInstanceOptions("enough", recursive), TestContext.Current.CancellationToken);

            var parent = await hub.WaitAsync("p");
            Assert.Equal(OrchestrationRuntimeStatus.Terminated, parent.RuntimeStatus);
            Assert.Equal("enough", parent.ReadOutputAs<string>());
            if (recursive)
                Assert.Equal(OrchestrationRuntimeStatus.Terminated, (await hub.WaitAsync("child")).RuntimeStatus);
            else
                Assert.Equal(OrchestrationRuntimeStatus.Running, (await hub.Client.GetInstanceAsync("child", TestContext.Current.CancellationToken))!.RuntimeStatus);
        }
    }

    [Fact]
    public async Task Custom_status_is_readable_while_it_runs_and_after_a_restart()
    {
        var history = new MemoryHistory();
        await using (var first = await TestHub.StartAsync(Functions, history))
        {
            await first.Client.ScheduleNewOrchestrationInstanceAsync("Idle", new StartOrchestrationOptions("it"), TestContext.Current.CancellationToken);
            await first.UntilAsync("it", it => it.SerializedCustomStatus == """{"Step":"waiting"}""");
        }

        await using var second = await TestHub.StartAsync(Functions, history);
        await second.UntilAsync("it", it => it.SerializedCustomStatus == """{"Step":"waiting"}""" && it.IsRunning);
        Assert.Equal("null", (await second.RunAsync("Echo", 1)).SerializedCustomStatus);
    }

    [Fact]
    public async Task Purge_removes_finished_instances_and_their_children()
    {
        await using var hub = await TestHub.StartAsync(Functions);
        await hub.Client.ScheduleNewOrchestrationInstanceAsync("Parent", new StartOrchestrationOptions("p"), TestContext.Current.CancellationToken);
        await hub.UntilAsync("child", child => child.IsRunning);
        var early = await hub.Client.PurgeInstanceAsync("p", TestContext.Current.CancellationToken);
        await hub.Client.RaiseEventAsync("child", "go", 1, TestContext.Current.CancellationToken);
        await hub.WaitAsync("p");
        await hub.WaitAsync("child");

        var purged = await hub.Client.PurgeInstanceAsync("p", new PurgeInstanceOptions(true), TestContext.Current.CancellationToken);

        Assert.Equal(0, early.PurgedInstanceCount);
        Assert.Equal(2, purged.PurgedInstanceCount);
        Assert.Null(await hub.Client.GetInstanceAsync("p", TestContext.Current.CancellationToken));
        Assert.Null(await hub.Client.GetInstanceAsync("child", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Restart_runs_the_same_input_again()
    {
        await using var hub = await TestHub.StartAsync(Functions);
        await hub.RunAsync("Echo", 9, "it");

        var same = await hub.Client.RestartAsync("it", cancellation: TestContext.Current.CancellationToken);
        var other = await hub.Client.RestartAsync("it", true, TestContext.Current.CancellationToken);

        Assert.Equal("it", same);
        Assert.NotEqual("it", other);
        Assert.Equal(9, (await hub.WaitAsync(same)).ReadOutputAs<int>());
        Assert.Equal(9, (await hub.WaitAsync(other)).ReadOutputAs<int>());
    }

    [Fact]
    public async Task Start_in_the_future_stays_pending_until_then_even_through_a_restart()
    {
        var history = new MemoryHistory();
        var clock = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        var later = new StartOrchestrationOptions("it", clock.GetUtcNow().AddDays(60));
        await using (var first = await TestHub.StartAsync(Functions, history, clock))
            await first.Client.ScheduleNewOrchestrationInstanceAsync("Echo", 4, later, TestContext.Current.CancellationToken);
        await using var second = await TestHub.StartAsync(Functions, history, clock);
        var pending = await second.Client.GetInstanceAsync("it", TestContext.Current.CancellationToken);

        // The engine may set its timer only after the clock has moved, so the clock goes on until it has.
        var done = second.WaitAsync("it");
        while (!done.IsCompleted)
        {
            clock.Advance(TimeSpan.FromDays(30));
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }

        Assert.Equal(OrchestrationRuntimeStatus.Pending, pending!.RuntimeStatus);
        Assert.Equal(4, (await done).ReadOutputAs<int>());
    }

    [Fact]
    public async Task Query_pages_by_prefix_status_and_time()
    {
        await using var hub = await TestHub.StartAsync(Functions);
        for (var i = 0; i < 5; i++)
            await hub.RunAsync("Echo", i, $"a{i}");
        await hub.RunAsync("Echo", 9, "b");
        await hub.Client.ScheduleNewOrchestrationInstanceAsync("Idle", new StartOrchestrationOptions("a-idle"), TestContext.Current.CancellationToken);

        var pages = new List<Page<OrchestrationMetadata>>();
        var query = new OrchestrationQuery(
            Statuses: [OrchestrationRuntimeStatus.Completed], InstanceIdPrefix: "a", PageSize: 2, FetchInputsAndOutputs: true);
        await foreach (var page in hub.Client.GetAllInstancesAsync(query).AsPages())
            pages.Add(page);
        var ids = await hub.Client.ListInstanceIdsAsync(pageSize: 3, lastInstanceKey: "a1", cancellation: TestContext.Current.CancellationToken);

        Assert.Equal(["a0", "a1", "a2", "a3", "a4"], pages.SelectMany(page => page.Values).Select(found => found.InstanceId).Order());
        Assert.All(pages, page => Assert.InRange(page.Values.Count, 0, 2));
        Assert.Equal(10, pages.SelectMany(page => page.Values).Sum(found => found.ReadOutputAs<int>()));
        Assert.Equal(["a2", "a3", "a4"], ids.Values);
    }

    [Fact]
    public async Task Hub_starts_only_once()
    {
        await using var hub = await TestHub.StartAsync(Functions);

        await Assert.ThrowsAsync<InvalidOperationException>(() => hub.Engine.StartAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Stop_lets_a_running_activity_end_and_keeps_its_result()
    {
        var (running, finish) = (new TaskCompletionSource(), new TaskCompletionSource<object?>());
        var functions = Functions
            .Activity<int>("Slow", (_, _) =>
            {
                running.TrySetResult();
                return finish.Task;
            })
            .Orchestrator("Slow", async context => await context.CallActivityAsync<int>("Slow", 1) + await context.WaitForExternalEvent<int>("go"));
        var history = new MemoryHistory();
        await using (var first = await TestHub.StartAsync(functions, history, TimeProvider.System))
        {
            await first.Client.ScheduleNewOrchestrationInstanceAsync("Slow", new StartOrchestrationOptions("it"), TestContext.Current.CancellationToken);
            await running.Task;
            var stopping = first.Engine.StopAsync();
            finish.SetResult(20);
            await stopping;
        }

        await using var second = await TestHub.StartAsync(functions, history);
        await second.Client.RaiseEventAsync("it", "go", 3, TestContext.Current.CancellationToken);

        Assert.Equal(23, (await second.WaitAsync("it")).ReadOutputAs<int>());
        Assert.Equal(1, functions.Runs["Slow"]);
    }
}
