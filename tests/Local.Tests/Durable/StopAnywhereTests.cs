using CsCheck;
using DurableTask.Core.Exceptions;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using PhotoScore.Local.Tests.Durable.Testing;

namespace PhotoScore.Local.Tests.Durable;

/// <summary>Random orchestrations give what plain recursion gives, wherever the power fails.</summary>
public class StopAnywhereTests
{
    [Fact]
    public Task Run_uninterrupted_gives_the_value() =>
        RandomProgram.Gen.SampleAsync(
            async program => Assert.Equal(program.Value, (await RunAsync(program, int.MaxValue, Cut.BeforeTheWrite)).Value),
            iter: 200,
            threads: 1);

    [Fact]
    public Task Run_unloaded_whenever_it_waits_gives_the_value() =>
        RandomProgram.Gen.SampleAsync(
            async program =>
            {
                var store = new MemoryHistoryStore(new(), "only");
                await using var hub = await TestHub.StartAsync(new ProgramFunctions().Functions, store, idleTime: TimeSpan.FromTicks(1));
                Assert.Equal(program.Value, (await hub.RunAsync("Program", program)).ReadOutputAs<int>());
            },
            iter: 200,
            threads: 1);

    [Fact]
    public Task Run_stopped_at_every_write_gives_the_same_value() =>
        RandomProgram.Gen.SampleAsync(StopAtEveryWriteAsync, iter: 25, threads: 1);

    [Fact]
    public Task Run_stopped_again_and_again_gives_the_same_value() =>
        Gen.Select(RandomProgram.Gen, Gen.Int[0, 20]).SampleAsync(
            async (program, slack) =>
            {
                var history = new MemoryHistory();
                var functions = new ProgramFunctions().Functions;
                for (var life = 0; ; life++)
                {
                    // Each life lets every unfinished instance be taken over, and then some.
                    var writes = history.Headers.Count + 2 + slack;
                    var store = new MemoryHistoryStore(history, $"life {life}", writes, life % 2 == 0 ? Cut.AfterTheWrite : Cut.BeforeTheWrite);
                    var (value, stopped) = await LiveAsync(program, functions, store);
                    if (stopped)
                        continue;
                    Assert.Equal(program.Value, value);
                    return;
                }
            },
            iter: 60,
            threads: 1);

    private static async Task StopAtEveryWriteAsync(RandomProgram program)
    {
        foreach (var cut in Enum.GetValues<Cut>())
        {
            for (var k = 1; ; k++)
            {
                var (value, stopped) = await RunAsync(program, k, cut);
                Assert.True(program.Value == value, $"stopped {cut} {k}: {value} instead of {program.Value}");
                if (!stopped)
                    break;
            }
        }
    }

    /// <summary>Runs a program on a host that stops at its n-th write, and then on one that does not.</summary>
    private static async Task<(int? Value, bool Stopped)> RunAsync(RandomProgram program, int stopAt, Cut cut)
    {
        var history = new MemoryHistory();
        var functions = new ProgramFunctions().Functions;
        var (value, stopped) = await LiveAsync(program, functions, new MemoryHistoryStore(history, "first", stopAt, cut));
        if (stopped)
            (value, _) = await LiveAsync(program, functions, new MemoryHistoryStore(history, "second"));
        return (value, stopped);
    }

    private static async Task<(int? Value, bool Stopped)> LiveAsync(RandomProgram program, ScriptedFunctions functions, MemoryHistoryStore store)
    {
        try
        {
            await using var hub = await TestHub.StartAsync(functions, store);
            try
            {
                await hub.Client.ScheduleNewOrchestrationInstanceAsync(
                    "Program", program, new StartOrchestrationOptions("it").WithDedupeStatuses([.. StartOrchestrationOptionsExtensions.ValidDedupeStatuses]));
            }
            catch (OrchestrationAlreadyExistsException)
            {
            }

            var done = await hub.WaitAsync("it");
            Assert.True(done.RuntimeStatus == OrchestrationRuntimeStatus.Completed, done.ToString());
            return (done.ReadOutputAs<int>(), false);
        }
        catch (Exception stopped) when (store.IsCut && stopped is PowerCutException or OperationCanceledException)
        {
            return (null, true);
        }
    }
}
