using System.Collections.Concurrent;
using PhotoScore.Testing;

namespace PhotoScore.Functions.Tests.Scorings;

/// <summary>The same photos and model give the same bytes, whatever happens on the way.</summary>
public sealed class SameScoringTests(AzuriteFixture azurite)
{
    private const int Photos = 60;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Score_crashed_doubled_and_late_activities_leave_no_trace(int seed)
    {
        var plain = await ScoreAsync((_, run) => run(CancellationToken.None));
        var late = new ConcurrentBag<Task>();
        var random = new Random(seed);

        var disturbed = await ScoreAsync(async (_, run) =>
        {
            (int Kind, int Delay) fate;
            lock (random)
                fate = (random.Next(4), random.Next(60));
            if (fate.Kind == 0)
                await CrashAsync(run, TimeSpan.FromMilliseconds(fate.Delay));
            // A twin that the host believes lost: it goes on, and ends before or after the one that counts.
            if (fate.Kind == 1)
                late.Add(Task.Run(() => run(CancellationToken.None)));
            // And one that is run again after it had ended.
            if (fate.Kind == 2)
                await run(CancellationToken.None);
            return await run(CancellationToken.None);
        });

        Assert.Equal(plain, disturbed);
        await Task.WhenAll(late).ContinueWith(_ => { }, TestContext.Current.CancellationToken, TaskContinuationOptions.None, TaskScheduler.Default);
    }

    [Fact]
    public async Task Score_slots_and_reading_ahead_leave_no_trace() => Assert.Equal(
        await ScoreAsync((_, run) => run(CancellationToken.None)),
        await ScoreAsync((_, run) => run(CancellationToken.None), ("Builds:Decoders", "1"), ("Scorings:PhotosAhead", "50")));

    private async Task<SortedDictionary<string, string>> ScoreAsync(
        Func<string, Func<CancellationToken, Task<object?>>, Task<object?>> disturb, params (string, string)[] settings)
    {
        await using var bench = await ScoringBench.CreateAsync(azurite, [("Scorings:PhotosPerPart", "7"), .. settings]);
        for (var i = 0; i < Photos; i++)
            await ScoringBench.UploadAsync(bench.Storage.Uploads, $"same/{i:D3}.jpg", i % 9 == 4 ? [1, 2, 3] : Datasets.Some.Jpeg(i));
        bench.Disturb = disturb;

        var scoring = await bench.ScoreAsync("""{ "prefix": "same/", "embeddings": true }""");

        Assert.Equal(Photos, (await bench.RowsAsync(scoring)).Count);
        var view = await bench.GetAsync();
        Assert.Equal("completed", view.GetProperty("status").GetString());
        return new((await bench.PartsAsync(scoring)).ToDictionary(part => part.Key, part => Convert.ToHexString(part.Value)))
        {
            ["counts"] = view.GetProperty("counts").GetRawText() + view.GetProperty("classes").GetRawText(),
        };
    }

    private static async Task CrashAsync(Func<CancellationToken, Task<object?>> run, TimeSpan after)
    {
        using var crash = new CancellationTokenSource(after);
        try
        {
            await run(crash.Token);
        }
        catch (OperationCanceledException)
        {
            // As planned; it may also have been faster.
        }
    }
}
