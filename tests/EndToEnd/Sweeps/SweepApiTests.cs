using System.Net;
using PhotoScore.Core.Datasets;
using PhotoScore.Core.Datasets.Recipes;
using PhotoScore.Core.Naming;
using PhotoScore.Core.Storage;
using PhotoScore.EndToEnd.Processes;
using PhotoScore.Testing;

namespace PhotoScore.EndToEnd.Sweeps;

/// <summary>Sweeps through the HTTP API of the real process, on real storage, with a pool that stands in for trainers.</summary>
[Collection(nameof(FunctionsProcess))]
public sealed class SweepApiTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private const string Space = """ "space": { "architecture": "basic-cnn", "learningRate": { "min": 1e-5, "max": 1e-1, "log": true } } """;

    private static readonly DatasetName Dataset = DatasetName.Parse("swept");

    private readonly FunctionsProcess _functions = new(azurite.ConnectionString, new Dictionary<string, string> { ["Training__PollInterval"] = "00:00:01" });
    private readonly StandInPool _pool = new(azurite);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _functions.StartAsync(Cancellation);
        await new DatasetStore(azurite.Blobs.GetBlobContainerClient(Containers.Datasets)).CompleteAsync(new DatasetManifest
        {
            Dataset = Dataset,
            Version = VersionId.First,
            CreatedAt = DateTimeOffset.UnixEpoch,
            PhotosSha256 = "p",
            Classes = ["no", "yes"],
            Outcomes = new Dictionary<string, int>(),
            Shards = [.. Enum.GetValues<Split>().Select(split => new ShardInfo($"{split}-00000.tar", split, 2, 1, "s", [1, 1]))],
            Statistics = new([0.5, 0.5, 0.5], [0.2, 0.2, 0.2]),
            Recipe = new() { Sources = [new FolderSource { Name = "swept" }], Labels = new FolderLabels() },
        }, Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await _pool.DisposeAsync();
        await _functions.DisposeAsync();
    }

    [Fact]
    public async Task Sweep_halves_its_trials_and_publishes_the_best_also_when_the_functions_are_killed()
    {
        var status = await StartAsync("sweep-one", $$""" "trainings": 9, "seed": 3, "promote": "ifBetter", {{Space}} """);
        var random = new Random(1);
        for (var kill = 0; kill < 2; kill++)
        {
            await Task.Delay(random.Next(500, 2_500), Cancellation);
            await _functions.KillAsync();
            await _functions.StartAsync(Cancellation);
        }

        var sweep = await _functions.EndOfAsync(status, TimeSpan.FromMinutes(4), Cancellation);

        Assert.True(sweep.GetProperty("status").GetString() == "completed", $"{sweep}\n{_functions.Log}");
        var trials = sweep.GetProperty("trials").EnumerateArray().ToList();
        Assert.Equal(9, trials.Count);
        // What the stand-in makes of a configuration says who has to win; nothing here asks the code under test.
        var best = trials.MinBy(trial => Math.Abs(Math.Log10(trial.GetProperty("configuration").GetProperty("learningRate").GetDouble() / StandInPool.BestRate)));
        var winner = sweep.GetProperty("winner");
        Assert.Equal(best.GetProperty("trial").GetInt32(), winner.GetProperty("trial").GetInt32());
        Assert.Equal(("v1", 0.875, true), (
            winner.GetProperty("version").GetString(), winner.GetProperty("testBalancedAccuracy").GetDouble(), winner.GetProperty("promotion").GetProperty("promoted").GetBoolean()));
        Assert.Equal([6, 2, 1], trials.GroupBy(trial => trial.GetProperty("rung").GetInt32()).OrderBy(rung => rung.Key).Select(rung => rung.Count()));
        Assert.Equal(["won", .. Enumerable.Repeat("stopped", 8)], trials.Select(trial => trial.GetProperty("status").GetString()!));
        await AssertStoredAsync(best.GetProperty("trial").GetInt32());
    }

    [Fact]
    public async Task Sweep_that_is_cancelled_ends_and_leaves_no_version()
    {
        _pool.Stuck = true;
        var status = await StartAsync("sweep-two", $$""" "trainings": 9, {{Space}} """);
        await Until.TrueAsync(async () => (await _functions.GetAsync(status, Cancellation)).GetProperty("trials").EnumerateArray()
            .Any(trial => trial.GetProperty("status").GetString() == "running"));

        using var response = await _functions.Http.DeleteAsync(status, Cancellation);

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        await Until.TrueAsync(async () =>
        {
            var instance = await _functions.GetAsync("/runtime/webhooks/durabletask/instances/sweep-sweep-two-v1", Cancellation);
            return instance.GetProperty("runtimeStatus").GetString() == "Completed";
        });
        var sweep = await _functions.GetAsync(status, Cancellation);
        Assert.Equal("cancelled", sweep.GetProperty("status").GetString());
        using var version = await _functions.Http.GetAsync("/api/models/sweep-two/trainings/v1", Cancellation);
        Assert.Equal(HttpStatusCode.NotFound, version.StatusCode);
    }

    [Fact]
    public async Task Sweep_that_can_not_start_is_a_problem_that_names_every_fault()
    {
        var problem = await _functions.PostAsync(
            "/api/models/sweep-three/sweeps",
            """{ "dataset": "swept", "version": "v7", "trainings": 0, "space": { "architecture": "lenet", "batchSize": [0, 16], "dataset": "faces" }, "weights": { "resnet18": { "blob": "no.safetensors" } } }""",
            HttpStatusCode.BadRequest, Cancellation);

        var paths = problem.GetProperty("errors").EnumerateObject().Select(error => error.Name);
        Assert.Equal(["space.architecture", "space.batchSize", "space.dataset", "trainings", "version", "weights.resnet18.blob"], paths.Order(StringComparer.Ordinal));
        using var missing = await _functions.Http.GetAsync("/api/models/sweep-three/sweeps/v1", Cancellation);
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
    }

    private async Task<string> StartAsync(string model, string members)
    {
        var accepted = await _functions.PostAsync($"/api/models/{model}/sweeps", $$"""{ "dataset": "swept", {{members}} }""", HttpStatusCode.Accepted, Cancellation);
        return accepted.GetProperty("statusUrl").GetString()!;
    }

    /// <summary>The winner's version went on from the trial's checkpoint; no checkpoint is left; nothing was trained twice.</summary>
    private async Task AssertStoredAsync(int winner)
    {
        var version = Assert.Single(_pool.Done, job => job.Trial is null);
        Assert.Equal($"sweep-one/sweeps/v1/trials/{winner:D3}/checkpoints/state.zip", version.Checkpoint);
        Assert.Equal(13, _pool.Done.Where(job => job.Trial is not null).Select(job => (job.Trial!.Number, job.Trial.Rung)).Distinct().Count());
        var left = new List<string>();
        await foreach (var blob in azurite.Blobs.GetBlobContainerClient(Containers.Models).GetBlobsAsync(
            new() { Prefix = "sweep-one/sweeps/v1/trials/" }, Cancellation))
        {
            if (blob.Name.Contains("/checkpoints/", StringComparison.Ordinal))
                left.Add(blob.Name);
        }
        Assert.Empty(left);
    }
}
