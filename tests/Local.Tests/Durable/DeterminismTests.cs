using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging.Abstractions;
using PhotoScore.Local.Runtime.Durable.Engine;
using PhotoScore.Local.Runtime.Durable.History;
using PhotoScore.Local.Tests.Durable.Testing;

namespace PhotoScore.Local.Tests.Durable;

public class DeterminismTests
{
    private static DateTimeOffset Now { get; } = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);

    private static InstanceHeader Header { get; } = new()
    {
        InstanceId = "it",
        Name = "It",
        ExecutionId = "e",
        CreatedAt = Now,
        UpdatedAt = Now,
    };

    /// <summary>Milliseconds, so many that a busy machine does not let them pass before the orchestrator comes to its await.</summary>
    private const int Moment = 500;

    [Fact]
    public void Replay_of_another_activity_fails_and_names_both_sides()
    {
        var failure = Replay(
            context => context.CallActivityAsync<int>("New"),
            new ExecutionStarted { At = Now },
            new TaskScheduled(0, "Old", null) { At = Now });

        Assert.Contains("activity 'Old' (#0)", failure);
        Assert.Contains("activity 'New' (#0)", failure);
    }

    [Fact]
    public void Replay_of_another_kind_fails_and_names_both_sides()
    {
        var failure = Replay(
            async context =>
            {
                await context.CreateTimer(TimeSpan.FromSeconds(1), CancellationToken.None);
                return 0;
            },
            new ExecutionStarted { At = Now },
            new TaskScheduled(0, "Old", null) { At = Now });

        Assert.Contains("activity 'Old' (#0)", failure);
        Assert.Contains("a timer (#0)", failure);
    }

    [Fact]
    public void Replay_that_does_less_fails()
    {
        var failure = Replay(
            context => context.WaitForExternalEvent<int>("e"),
            new ExecutionStarted { At = Now },
            new TaskScheduled(0, "Old", null) { At = Now });

        Assert.Contains("where the code now does nothing", failure);
    }

    [Fact]
    public void Replay_in_another_order_fails()
    {
        var failure = Replay(
            async context => (await Task.WhenAll(context.CallActivityAsync<int>("B"), context.CallActivityAsync<int>("A"))).Sum(),
            new ExecutionStarted { At = Now },
            new TaskScheduled(0, "A", null) { At = Now },
            new TaskScheduled(1, "B", null) { At = Now });

        Assert.Contains("activity 'A' (#0)", failure);
        Assert.Contains("activity 'B' (#0)", failure);
    }

    [Fact]
    public void Replay_gives_the_same_ids_and_times()
    {
        var seen = new List<(Guid, DateTime)>();
        for (var i = 0; i < 2; i++)
        {
            Execution(async context =>
            {
                await context.CallActivityAsync<int>("A");
                seen.Add((context.NewGuid(), context.CurrentUtcDateTime));
                return 0;
            }).Replay([
                new ExecutionStarted { At = Now },
                new TaskScheduled(0, "A", null) { At = Now },
                new TaskCompleted(0, "1") { At = Now.AddHours(1) },
            ]);
        }

        Assert.Equal(2, seen.Count);
        Assert.Equal(seen[0], seen[1]);
        Assert.Equal(Now.AddHours(1).UtcDateTime, seen[0].Item2);
    }

    [Fact]
    public void Replaying_is_over_with_the_last_recorded_decision()
    {
        var replaying = new List<bool>();
        Execution(async context =>
        {
            replaying.Add(context.IsReplaying);
            await context.CallActivityAsync<int>("A");
            replaying.Add(context.IsReplaying);
            await context.CallActivityAsync<int>("B");
            return 0;
        }).Replay([
            new ExecutionStarted { At = Now },
            new TaskScheduled(0, "A", null) { At = Now },
            new TaskCompleted(0, "1") { At = Now },
        ]);

        Assert.Equal([true, false], replaying);
    }

    [Theory]
    [InlineData("delay")]
    [InlineData("delayWithoutContext")]
    [InlineData("run")]
    [InlineData("delayBesideActivity")]
    public async Task Await_of_something_not_durable_fails_the_instance(string kind)
    {
        var never = new TaskCompletionSource<object?>();
        var functions = new ScriptedFunctions()
            .Activity<string>("Never", (_, _) => never.Task)
            .Orchestrator("Wrong", async context =>
            {
                if (kind == "delay")
                    await Task.Delay(Moment);
                else if (kind == "delayWithoutContext")
                    await Task.Delay(Moment).ConfigureAwait(false);
                else if (kind == "run")
                    await Task.Run(() => Thread.Sleep(Moment));
                else
                    await Task.WhenAny(context.CallActivityAsync<int>("Never"), Task.Delay(Moment));
                return 1;
            });
        await using var hub = await TestHub.StartAsync(functions);

        var done = await hub.RunAsync("Wrong");

        Assert.Equal(OrchestrationRuntimeStatus.Failed, done.RuntimeStatus);
        Assert.Contains("not durable", done.FailureDetails!.ErrorMessage);
    }

    [Fact]
    public async Task Code_behind_ConfigureAwait_false_of_a_durable_task_goes_on()
    {
        var functions = new ScriptedFunctions()
            .Activity<int>("Double", number => 2 * number)
            .Orchestrator("Four", async context =>
            {
                var two = await context.CallActivityAsync<int>("Double", 1).ConfigureAwait(false);
                return await context.CallActivityAsync<int>("Double", two).ConfigureAwait(false);
            });
        await using var hub = await TestHub.StartAsync(functions);

        Assert.Equal(4, (await hub.RunAsync("Four")).ReadOutputAs<int>());
    }

    private static string Replay(Func<TaskOrchestrationContext, Task<int>> code, params HistoryEvent[] history)
    {
        var execution = Execution(code);
        execution.Replay(history);
        return Assert.IsType<ExecutionCompleted>(execution.TakeDecisions()[^1]).Failure!.ErrorMessage;
    }

    private static OrchestratorExecution Execution(Func<TaskOrchestrationContext, Task<int>> code) =>
        new(Header, new ScriptedFunctions().Orchestrator("It", code), NullLoggerFactory.Instance, () => { });
}
