using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using PhotoScore.Local.Runtime.Durable.Engine;
using PhotoScore.Local.Tests.Durable.Testing;

namespace PhotoScore.Local.Tests.Durable;

public class TaskTests
{
    [Fact]
    public async Task Ten_thousand_activities_in_one_instance_complete_in_few_writes()
    {
        var functions = new ScriptedFunctions()
            .Activity<int>("Square", number => (long)number * number)
            .Orchestrator("Squares", async context =>
                (await Task.WhenAll(Enumerable.Range(1, 10_000).Select(i => context.CallActivityAsync<long>("Square", i)))).Sum());
        await using var hub = await TestHub.StartAsync(functions);

        var done = await hub.RunAsync("Squares");

        Assert.Equal(10_000L * 10_001 * 20_001 / 6, done.ReadOutputAs<long>());
        Assert.InRange(hub.Store.Writes, 1, 5_000);
    }

    [Fact]
    public async Task Activities_run_at_most_so_many_at_once()
    {
        var (running, most) = (0, 0);
        var gate = new Lock();
        var functions = new ScriptedFunctions()
            .Activity<int>("Count", async (_, cancellation) =>
            {
                var now = Interlocked.Increment(ref running);
                lock (gate)
                    most = Math.Max(most, now);
                await Task.Delay(1, cancellation);
                return Interlocked.Decrement(ref running);
            })
            .Orchestrator("Many", async context =>
                (await Task.WhenAll(Enumerable.Range(0, 200).Select(i => context.CallActivityAsync<int>("Count", i)))).Length);
        await using var hub = await TestHub.StartAsync(functions);

        await hub.RunAsync("Many");

        Assert.InRange(most, 2, 8);
    }

    [Fact]
    public async Task Activity_that_fails_tells_its_type_and_message()
    {
        var functions = new ScriptedFunctions()
            .Activity<int>("Fail", _ => throw new FormatException("bad digit", new ArgumentException("seven")))
            .Orchestrator("Catch", async context =>
            {
                try
                {
                    await context.CallActivityAsync("Fail", 1);
                    return "no failure";
                }
                catch (TaskFailedException failed)
                {
                    var why = failed.FailureDetails;
                    return $"{failed.TaskName} {failed.TaskId} {why.IsCausedBy<FormatException>()} {why.IsCausedBy<SystemException>()} " +
                        $"{why.IsCausedBy<IOException>()} {why.ErrorMessage} {why.InnerFailure!.IsCausedBy<ArgumentException>()}";
                }
            });
        await using var hub = await TestHub.StartAsync(functions);

        Assert.Equal("Fail 0 True True False bad digit True", (await hub.RunAsync("Catch")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Failure_that_nobody_catches_fails_the_instance()
    {
        var functions = new ScriptedFunctions()
            .Activity<int>("Fail", _ => throw new FormatException("bad digit"))
            .Orchestrator("Careless", async context => await context.CallActivityAsync<int>("Fail", 1));
        await using var hub = await TestHub.StartAsync(functions);

        var done = await hub.RunAsync("Careless");

        Assert.Equal(OrchestrationRuntimeStatus.Failed, done.RuntimeStatus);
        Assert.True(done.FailureDetails!.IsCausedBy<TaskFailedException>());
        Assert.True(done.FailureDetails.InnerFailure!.IsCausedBy<FormatException>());
        Assert.Contains("bad digit", done.ReadOutputAs<string>());
    }

    [Fact]
    public async Task Retry_policy_waits_longer_each_time_and_gives_up()
    {
        var functions = new ScriptedFunctions()
            .Activity<int>("Fail", _ => throw new TimeoutException("again"))
            .Orchestrator("Patient", async context =>
            {
                var began = context.CurrentUtcDateTime;
                try
                {
                    await context.CallActivityAsync("Fail", 1, TaskOptions.FromRetryPolicy(new RetryPolicy(4, TimeSpan.FromSeconds(10), 3, TimeSpan.FromSeconds(60))));
                }
                catch (TaskFailedException)
                {
                }

                return (context.CurrentUtcDateTime - began).TotalSeconds;
            });
        await using var hub = await TestHub.StartAsync(functions);

        var done = await hub.RunAsync("Patient");

        // 10 s, 30 s, and 90 s cut to 60 s.
        Assert.Equal(100, done.ReadOutputAs<double>());
        Assert.Equal(4, functions.Runs["Fail"]);
    }

    [Fact]
    public async Task Retry_handler_sees_the_failure_and_decides()
    {
        var functions = new ScriptedFunctions()
            .Activity<int>("Fail", _ => throw new TimeoutException("again"))
            .Orchestrator("Asking", async context =>
            {
                var asked = new List<string>();
                var options = TaskOptions.FromRetryHandler(retry =>
                {
                    asked.Add($"{retry.LastAttemptNumber} {retry.LastFailure.ErrorMessage}");
                    return retry.LastAttemptNumber < 3;
                });
                try
                {
                    await context.CallActivityAsync("Fail", 1, options);
                }
                catch (TaskFailedException)
                {
                }

                return asked;
            });
        await using var hub = await TestHub.StartAsync(functions);

        Assert.Equal(["1 again", "2 again", "3 again"], (await hub.RunAsync("Asking")).ReadOutputAs<List<string>>()!);
    }

    [Fact]
    public async Task Retry_policy_may_refuse_a_kind_of_failure()
    {
        var functions = new ScriptedFunctions()
            .Activity<int>("Fail", _ => throw new FormatException("for good"))
            .Orchestrator("Choosy", async context =>
            {
                var policy = new RetryPolicy(5, TimeSpan.FromSeconds(1)) { HandleFailure = failure => failure.IsCausedBy<TimeoutException>() };
                return await context.CallActivityAsync<int>("Fail", 1, TaskOptions.FromRetryPolicy(policy));
            });
        await using var hub = await TestHub.StartAsync(functions);

        await hub.RunAsync("Choosy");

        Assert.Equal(1, functions.Runs["Fail"]);
    }

    [Fact]
    public void Delay_never_overflows() =>
        Assert.Equal(TimeSpan.FromHours(1), Retries.Delay(new RetryPolicy(5_000, TimeSpan.FromSeconds(1), 2), 4_000));

    [Fact]
    public async Task Timer_that_is_cancelled_never_fires()
    {
        var functions = new ScriptedFunctions()
            .Activity<int>("Quick", number => number)
            .Orchestrator("Race", async context =>
            {
                using var cancel = new CancellationTokenSource();
                var timer = context.CreateTimer(TimeSpan.FromDays(400), cancel.Token);
                var quick = context.CallActivityAsync<int>("Quick", 1);
                cancel.Cancel();
                await quick;
                return $"{timer.IsCanceled} {(context.CurrentUtcDateTime - new DateTime(2026, 1, 1)).TotalDays}";
            });
        await using var hub = await TestHub.StartAsync(functions);

        Assert.Equal("True 0", (await hub.RunAsync("Race")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Timer_waits_for_years()
    {
        var functions = new ScriptedFunctions().Orchestrator("Long", async context =>
        {
            await context.CreateTimer(TimeSpan.FromDays(4_000), CancellationToken.None);
            return context.CurrentUtcDateTime;
        });
        await using var hub = await TestHub.StartAsync(functions);

        Assert.Equal(new DateTime(2026, 1, 1).AddDays(4_000), (await hub.RunAsync("Long")).ReadOutputAs<DateTime>());
    }

    [Fact]
    public async Task Sub_orchestration_knows_its_parent_and_keeps_its_id()
    {
        var functions = new ScriptedFunctions()
            .Orchestrator("Child", context => Task.FromResult($"{context.InstanceId} of {context.Parent!.Name} {context.Parent.InstanceId}"))
            .Orchestrator("Parent", async context =>
                await context.CallSubOrchestratorAsync<string>("Child", 1, new SubOrchestrationOptions(instanceId: "my child/1%")));
        await using var hub = await TestHub.StartAsync(functions);

        Assert.Equal("my child/1% of Parent p", (await hub.RunAsync("Parent", instanceId: "p")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Sub_orchestration_is_tried_again_under_its_id()
    {
        var failures = 2;
        var functions = new ScriptedFunctions()
            .Activity<int>("Flaky", number => failures-- > 0 ? throw new TimeoutException() : number)
            .Orchestrator("Child", async context => await context.CallActivityAsync<int>("Flaky", 7))
            .Orchestrator("Parent", async context => await context.CallSubOrchestratorAsync<int>(
                "Child", 1, TaskOptions.FromRetryPolicy(new RetryPolicy(3, TimeSpan.FromSeconds(1))).WithInstanceId("c")));
        await using var hub = await TestHub.StartAsync(functions);

        Assert.Equal(7, (await hub.RunAsync("Parent")).ReadOutputAs<int>());
    }

    [Fact]
    public async Task Missing_functions_fail_the_call_with_their_name()
    {
        var functions = new ScriptedFunctions().Orchestrator("It", async context => await context.CallActivityAsync<int>("Nowhere"));
        await using var hub = await TestHub.StartAsync(functions);

        Assert.Contains("'Nowhere'", (await hub.RunAsync("It")).FailureDetails!.ErrorMessage);
        await Assert.ThrowsAsync<ArgumentException>(() => hub.Client.ScheduleNewOrchestrationInstanceAsync("Nobody", TestContext.Current.CancellationToken));
    }
}
