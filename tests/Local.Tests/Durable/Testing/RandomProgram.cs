using System.Text.Json.Serialization;
using CsCheck;
using Microsoft.DurableTask;

namespace PhotoScore.Local.Tests.Durable.Testing;

/// <summary>A random orchestration as data. <see cref="Value"/> says what it must give, by plain recursion.</summary>
internal sealed record RandomProgram(string Kind, int Number, RandomProgram[] Parts)
{
    private static string[] Leaves { get; } = ["activity", "flaky", "failing", "failingChild", "timer", "timeout", "message", "guidAndTime"];

    private static string[] Nodes { get; } = ["all", "sequence", "child", "loop", "race"];

    private static Gen<RandomProgram> Leaf { get; } = CsCheck.Gen.Select(
        CsCheck.Gen.Int[0, Leaves.Length - 1].Select(i => Leaves[i]), CsCheck.Gen.Int[0, 3], (kind, number) => new RandomProgram(kind, number, []));

    public static Gen<RandomProgram> Gen { get; } = CsCheck.Gen.Recursive<RandomProgram>((depth, inner) => depth >= 3
        ? Leaf
        : CsCheck.Gen.Frequency(
            (2, Leaf),
            (3, CsCheck.Gen.Select(
                CsCheck.Gen.Int[0, Nodes.Length - 1].Select(i => Nodes[i]), CsCheck.Gen.Int[0, 3], inner.Array[1, 3], (kind, number, parts) => new RandomProgram(kind, number, parts)))));

    [JsonIgnore]
    public int Value => Kind switch
    {
        "activity" or "flaky" or "message" => Number + 1,
        "failing" or "failingChild" or "timeout" => -Number,
        "timer" or "guidAndTime" => 5 * Number,
        "loop" => Enumerable.Range(0, Number + 1).Aggregate(7, (sum, _) => Mix(sum, Together(Parts.Select(part => part.Value)))),
        "race" => Parts[0].Value,
        _ => Together(Parts.Select(part => part.Value)),
    };

    public static int Together(IEnumerable<int> values) => values.Aggregate(1, Mix);

    public static int Mix(int sum, int value) => unchecked((sum * 31) + value);
}

internal sealed record Loop(int Left, int Sum, RandomProgram[] Parts);

internal sealed record Letter(string InstanceId, string Name, int Value);

/// <summary>Runs a <see cref="RandomProgram"/> as an orchestration, with every feature it names.</summary>
internal sealed class ProgramFunctions
{
    private readonly Dictionary<string, int> _attempts = [];

    public ScriptedFunctions Functions => new ScriptedFunctions()
        .Orchestrator("Program", context => RunAsync(context, context.GetInput<RandomProgram>()!, "r"))
        .Orchestrator("Loop", LoopAsync)
        .Orchestrator("Failing", async context => await context.CallActivityAsync<int>("Failing", context.GetInput<int>()))
        .Orchestrator("Post", PostAsync)
        .Activity<int>("Increment", number => number + 1)
        .Activity<int>("Failing", number => throw new FormatException($"always {number}"))
        .Activity<Letter>("Flaky", Flaky);

    private object? Flaky(Letter call)
    {
        lock (_attempts)
        {
            var attempt = _attempts[call.InstanceId + call.Name] = _attempts.GetValueOrDefault(call.InstanceId + call.Name) + 1;
            return attempt > call.Value ? call.Value + 1 : throw new TimeoutException("not yet");
        }
    }

    private static async Task<int> RunAsync(TaskOrchestrationContext context, RandomProgram program, string path)
    {
        var number = program.Number;
        switch (program.Kind)
        {
            case "activity":
                return await context.CallActivityAsync<int>("Increment", number);
            case "flaky":
                var policy = new RetryPolicy(number + 1, TimeSpan.FromSeconds(10), 2);
                return await context.CallActivityAsync<int>(
                    "Flaky", new Letter(context.InstanceId, path, number), TaskOptions.FromRetryPolicy(policy));
            case "failing":
                return await CatchAsync(context.CallActivityAsync<int>("Failing", number), number);
            case "failingChild":
                return await CatchAsync(context.CallSubOrchestratorAsync<int>("Failing", number), number);
            case "timer":
                var before = context.CurrentUtcDateTime;
                await context.CreateTimer(TimeSpan.FromDays(number * 30), CancellationToken.None);
                return context.CurrentUtcDateTime >= before.AddDays(number * 30) ? 5 * number : -1;
            case "timeout":
                return await TimeOutAsync(context, path, number);
            case "message":
                var arrival = context.WaitForExternalEvent<int>(path);
                context.SetCustomStatus(path);
                await context.CallSubOrchestratorAsync("Post", new Letter(context.InstanceId, path.ToUpperInvariant(), number + 1));
                return await arrival;
            case "guidAndTime":
                var ids = Enumerable.Range(0, number).Select(_ => context.NewGuid()).ToList();
                var echoes = await Task.WhenAll(ids.Select(_ => context.CallActivityAsync<int>("Increment", 4)));
                return ids.Distinct().Count() == number ? echoes.Sum() : -1;
            case "child":
                return await context.CallSubOrchestratorAsync<int>("Program", program with { Kind = "all" });
            case "loop":
                return await context.CallSubOrchestratorAsync<int>("Loop", new Loop(number, 7, program.Parts));
            case "race":
                return await RaceAsync(context, program, path);
            case "sequence":
                var sum = 1;
                for (var i = 0; i < program.Parts.Length; i++)
                    sum = RandomProgram.Mix(sum, await RunAsync(context, program.Parts[i], $"{path}.{i}"));
                return sum;
            default:
                return RandomProgram.Together(await Task.WhenAll(program.Parts.Select((part, i) => RunAsync(context, part, $"{path}.{i}"))));
        }
    }

    private static async Task<int> CatchAsync(Task<int> failing, int number)
    {
        try
        {
            return await failing;
        }
        catch (TaskFailedException failed)
        {
            var cause = failed.FailureDetails;
            while (cause.InnerFailure is not null)
                cause = cause.InnerFailure;
            return cause.IsCausedBy<FormatException>() && cause.ErrorMessage == $"always {number}" ? -number : 1;
        }
    }

    private static async Task<int> TimeOutAsync(TaskOrchestrationContext context, string path, int number)
    {
        try
        {
            return await context.WaitForExternalEvent<int>("never " + path, TimeSpan.FromMinutes(1));
        }
        catch (TaskCanceledException)
        {
            return -number;
        }
    }

    /// <summary>A part against a wait that never ends; the loser is cancelled.</summary>
    private static async Task<int> RaceAsync(TaskOrchestrationContext context, RandomProgram program, string path)
    {
        using var end = new CancellationTokenSource();
        var never = context.WaitForExternalEvent<int>("never " + path, end.Token);
        var first = await Task.WhenAny(never, RunAsync(context, program.Parts[0], path + ".0"));
        end.Cancel();
        return await first;
    }

    private static async Task<int> LoopAsync(TaskOrchestrationContext context)
    {
        var loop = context.GetInput<Loop>()!;
        var values = await Task.WhenAll(loop.Parts.Select((part, i) => RunAsync(context, part, $"{loop.Left}.{i}")));
        var sum = RandomProgram.Mix(loop.Sum, RandomProgram.Together(values));
        if (loop.Left == 0)
            return sum;
        context.ContinueAsNew(loop with { Left = loop.Left - 1, Sum = sum });
        return 0;
    }

    private static Task<int> PostAsync(TaskOrchestrationContext context)
    {
        var letter = context.GetInput<Letter>()!;
        context.SendEvent(letter.InstanceId, letter.Name, letter.Value);
        return Task.FromResult(0);
    }
}
