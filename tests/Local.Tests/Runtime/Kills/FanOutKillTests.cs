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

    private readonly DirectoryInfo _effects = Directory.CreateTempSubdirectory("photoscore-effects-");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact(Timeout = 300_000)]
    public async Task FanOut_whose_process_is_killed_ten_times_ends_right_with_every_effect()
    {
        var random = new Random(20240501);
        await using var app = new SampleProcess(azurite.ConnectionString, azurite.NewPrefix(), _effects.FullName);
        app.Start();
        await app.UntilItAnswersAsync();
        var status = await StartAsync(app, TestContext.Current.CancellationToken);

        for (var kill = 0; kill < Kills; kill++)
        {
            // Spread over the fan-out, a little anywhere: the first kill comes when nothing, the last when nearly all has been done.
            var moment = kill * Activities / (Kills + 1) + random.Next(Activities / (Kills + 1));
            await UntilEffectsAsync(moment, app);
            await app.KillAsync();
            var clock = Stopwatch.StartNew();
            var (done, runs) = (Done(), Runs());
            app.Start();
            await Eventually.TrueAsync(() => Task.FromResult(Runs() > runs), () => $"progress after kill {kill + 1}:\n{app.Log}");
            output.WriteLine($"kill {kill + 1} at {done} of {Activities} done: {clock.Elapsed.TotalSeconds:0.00} s to the next progress");
        }
        await app.UntilItAnswersAsync();
        var instance = await UntilFinishedAsync(app, status);

        Assert.Equal("Completed", (string?)instance["runtimeStatus"]);
        // 0² + 1² + … + (n-1)² = (n-1) n (2n-1) / 6
        Assert.Equal((Activities - 1L) * Activities * (2 * Activities - 1) / 6, (long?)instance["output"]);
        Assert.Equal(Enumerable.Range(0, Activities), _effects.GetFiles().Select(file => int.Parse(file.Name)).Order());
        output.WriteLine($"{Runs() - Activities} activities ran more than once");
    }

    public void Dispose() => _effects.Delete(recursive: true);

    private static async Task<Uri> StartAsync(SampleProcess app, CancellationToken cancellation)
    {
        var answer = await app.Http.PostAsync($"api/fanout/{Activities}", content: null, cancellation);
        Assert.True(answer.StatusCode == HttpStatusCode.Accepted, $"{answer.StatusCode}\n{app.Log}");
        return answer.Headers.Location!;
    }

    private Task UntilEffectsAsync(int count, SampleProcess app) =>
        Eventually.TrueAsync(() => Task.FromResult(Done() >= count), () => $"{count} effects, there are {Done()}:\n{app.Log}");

    private static async Task<JsonNode> UntilFinishedAsync(SampleProcess app, Uri status)
    {
        JsonNode? instance = null;
        await Eventually.TrueAsync(
            async () =>
            {
                var answer = await app.Http.GetAsync(status, Cancellation);
                instance = await answer.Content.ReadFromJsonAsync<JsonNode>(Cancellation);
                return answer.StatusCode == HttpStatusCode.OK;
            },
            () => $"the end of the orchestration, which is {instance}\n{app.Log}");
        return instance!;
    }

    private int Done() => _effects.EnumerateFiles().Count();

    private long Runs() => _effects.EnumerateFiles().Sum(file => file.Length);
}
