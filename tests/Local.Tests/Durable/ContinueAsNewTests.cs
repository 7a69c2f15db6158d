using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging.Abstractions;
using PhotoScore.Local.Runtime.Durable.Engine;
using PhotoScore.Local.Runtime.Durable.History;
using PhotoScore.Local.Tests.Durable.Testing;

namespace PhotoScore.Local.Tests.Durable;

/// <summary>What happens to arrivals that share an append with the one that makes an orchestrator start over.</summary>
public class ContinueAsNewTests
{
    private static DateTimeOffset Now { get; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static InstanceHeader Header { get; } = new()
    {
        InstanceId = "it",
        Name = "Collect",
        ExecutionId = "e",
        CreatedAt = Now,
        UpdatedAt = Now,
        Input = "0",
    };

    /// <summary>Adds numbers, one an execution, up to ten.</summary>
    private static ScriptedFunctions Functions => new ScriptedFunctions().Orchestrator("Collect", async context =>
    {
        var sum = context.GetInput<int>() + await context.WaitForExternalEvent<int>("add");
        if (sum < 10)
            context.ContinueAsNew(sum);
        return sum;
    });

    private static Arrival[] SuspendedWhileStartingOver =>
    [
        new ExecutionStarted { At = Now },
        Add(3),
        new ExecutionSuspended("lunch") { At = Now },
        Add(4),
    ];

    [Fact]
    public void Suspension_and_the_events_around_it_go_along()
    {
        var execution = new OrchestratorExecution(Header, Functions, NullLoggerFactory.Instance, () => { });
        foreach (var arrival in SuspendedWhileStartingOver)
            execution.Feed(arrival);

        var next = Assert.IsType<ContinuedAsNew>(Assert.Single(execution.TakeDecisions()));

        Assert.Equal("3", next.Input);
        Assert.True(next.Suspended);
        Assert.Equal("4", Assert.Single(next.Unprocessed).Input);
    }

    [Fact]
    public void Replay_that_comes_to_the_end_early_hands_the_same_along()
    {
        var execution = new OrchestratorExecution(Header, Functions, NullLoggerFactory.Instance, () => { });
        execution.Replay(SuspendedWhileStartingOver);

        var next = Assert.IsType<ContinuedAsNew>(Assert.Single(execution.TakeDecisions()));

        Assert.True(next.Suspended);
        Assert.Equal("4", Assert.Single(next.Unprocessed).Input);
    }

    [Fact]
    public void Replay_takes_no_decision_twice_that_was_stored_before_the_end()
    {
        var functions = new ScriptedFunctions().Orchestrator("Collect", context =>
        {
            context.SendEvent("a", "e", 1);
            context.SendEvent("b", "e", 2);
            return Task.FromResult(7);
        });
        var execution = new OrchestratorExecution(Header, functions, NullLoggerFactory.Instance, () => { });

        execution.Replay([new ExecutionStarted { At = Now }, new EventSent(0, "a", "e", "1") { At = Now }]);

        Assert.Equal(["event 'e' sent to 'b' (#1)", "the end of the orchestrator"], execution.TakeDecisions().Select(decision => decision.Describe()));
    }

    [Fact]
    public async Task Next_execution_stays_suspended_until_it_is_resumed()
    {
        var history = new MemoryHistory();
        var earlier = new MemoryHistoryStore(history, "earlier");
        await earlier.WriteHeaderAsync(Header, null, TestContext.Current.CancellationToken);
        await earlier.AppendAsync("it", "e", LogPosition.Start, SuspendedWhileStartingOver, TestContext.Current.CancellationToken);

        await using var hub = await TestHub.StartAsync(Functions, history);
        await hub.UntilAsync("it", it => it.RuntimeStatus == OrchestrationRuntimeStatus.Suspended && it.SerializedInput == "3");
        await hub.Client.RaiseEventAsync("it", "add", 5, TestContext.Current.CancellationToken);
        var suspended = await hub.Client.GetInstanceAsync("it", true, TestContext.Current.CancellationToken);
        await hub.Client.ResumeInstanceAsync("it", TestContext.Current.CancellationToken);

        Assert.Equal(OrchestrationRuntimeStatus.Suspended, suspended!.RuntimeStatus);
        Assert.Equal("3", suspended.SerializedInput);
        Assert.Equal(12, (await hub.WaitAsync("it")).ReadOutputAs<int>());
    }

    private static EventRaised Add(int number) => new("add", number.ToString(), null) { At = Now };
}
