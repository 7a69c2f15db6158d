using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using PhotoScore.Testing;

namespace PhotoScore.Local.Tests.Runtime.Kills;

public sealed class FanOutKillTests(AzuriteFixture azurite, ITestOutputHelper output) : IDisposable
{
    private const int Activities = 1000;
    private const int Kills = 10;

    /// <summary>How many activities may run from one kill to the next: more than run at once, so that each life has something left to do.</summary>
    private const int Step = Activities / (Kills + 1);

    private readonly Effects _effects = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact(Timeout = 300_000)]
    public async Task FanOut_whose_process_is_killed_ten_times_ends_right_with_every_effect()
    {
        var random = new Random(20240501);
        await using var app = new SampleProcess(azurite.ConnectionString, azurite.NewPrefix(), _effects);
        app.Start();
        await app.UntilItAnswersAsync();
        var status = await StartAsync(app, TestContext.Current.CancellationToken);

        for (var kill = 0; kill < Kills; kill++)
        {
            // Spread over the fan-out, a little anywhere: the first kill comes when nothing, the last when nearly all has been done.
            _effects.Allow((kill + 1) * Step);
            var moment = (kill * Step) + random.Next(Step);
            await UntilEffectsAsync(moment, app);
            await app.KillAsync();
            var clock = Stopwatch.StartNew();
            var (done, runs) = (_effects.Done, _effects.Runs);
            _effects.Allow((kill + 2) * Step);
            app.Start();
            await Until.TrueAsync(() => _effects.Runs > runs, () => $"progress after kill {kill + 1}:\n{app.Log}");
            output.WriteLine($"kill {kill + 1} at {done} of {Activities} done: {clock.Elapsed.TotalSeconds:0.00} s to the next progress");
        }
        // One more than there are, for those that run again when every file is there.
        _effects.Allow(Activities + 1);
        await app.UntilItAnswersAsync();
        var instance = await UntilFinishedAsync(app, status);

        Assert.Equal("Completed", (string?)instance["runtimeStatus"]);
        // 0² + 1² + … + (n-1)² = (n-1) n (2n-1) / 6
        Assert.Equal((Activities - 1L) * Activities * (2 * Activities - 1) / 6, (long?)instance["output"]);
        Assert.Equal(Enumerable.Range(0, Activities), _effects.Numbers.Order());
        output.WriteLine($"{_effects.Runs - Activities} activities ran more than once");
    }

    public void Dispose() => _effects.Dispose();

    private static async Task<Uri> StartAsync(SampleProcess app, CancellationToken cancellation)
    {
        var answer = await app.Http.PostAsync($"api/fanout/{Activities}", content: null, cancellation);
        Assert.True(answer.StatusCode == HttpStatusCode.Accepted, $"{answer.StatusCode}\n{app.Log}");
        return answer.Headers.Location!;
    }

    private Task UntilEffectsAsync(int count, SampleProcess app) =>
        Until.TrueAsync(() => _effects.Done >= count, () => $"{count} effects, there are {_effects.Done}:\n{app.Log}");

    private static async Task<JsonNode> UntilFinishedAsync(SampleProcess app, Uri status)
    {
        JsonNode? instance = null;
        await Until.TrueAsync(
            async () =>
            {
                var answer = await app.Http.GetAsync(status, Cancellation);
                instance = await answer.Content.ReadFromJsonAsync<JsonNode>(Cancellation);
                return answer.StatusCode == HttpStatusCode.OK;
            },
            () => $"the end of the orchestration, which is {instance}\n{app.Log}");
        return instance!;
    }
}
