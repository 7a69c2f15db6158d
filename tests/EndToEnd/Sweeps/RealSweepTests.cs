using System.Net.Http.Json;
using System.Text.Json;
using Azure.Storage.Blobs;
using PhotoScore.Core.Imaging;

namespace PhotoScore.EndToEnd.Sweeps;

/// <summary>A sweep of real trainings, tiny ones, by the whole product: functions, queue, worker, trainer, storage.</summary>
public sealed class RealSweepTests : IDisposable
{
    private const int Photos = 120;

    private readonly string _data = Directory.CreateTempSubdirectory("sweep-").FullName;
    private readonly CancellationTokenSource _limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

    public RealSweepTests() => _limit.CancelAfter(TimeSpan.FromMinutes(9));

    public void Dispose()
    {
        _limit.Dispose();
        Directory.Delete(_data, recursive: true);
    }

    [Fact]
    public async Task Sweep_of_real_trainings_publishes_the_trial_that_answered_validation_best()
    {
        await using var stack = await StackRun.StartAsync(_data);
        await stack.WaitUntilUpAsync(_limit.Token);
        using var http = new HttpClient { BaseAddress = stack.Functions };
        await UploadAsync(new BlobServiceClient(stack.Storage));
        var built = await EndOfAsync(http, "api/datasets/halves/builds", """
            { "sources": [ { "kind": "folder", "name": "halves" } ], "labels": { "kind": "folder" }, "image": { "size": 64, "minWidth": 32, "minHeight": 32 } }
            """);
        Assert.True(built.GetProperty("status").GetString() == "completed", $"{built}");

        var sweep = await EndOfAsync(http, "api/models/halves/sweeps", """
            { "dataset": "halves", "trainings": 3, "seed": 1, "parallel": 2,
              "space": { "architecture": ["basic-cnn", "basic-cnn-augmented"], "learningRate": { "min": 1e-6, "max": 1e-2, "log": true }, "batchSize": [16, 32], "epochs": 3 } }
            """);

        Assert.True(sweep.GetProperty("status").GetString() == "completed", $"{sweep}\n{stack.Said}");
        var trials = sweep.GetProperty("trials").EnumerateArray().ToList();
        Assert.Equal([1, 0, 0], trials.Select(trial => trial.GetProperty("rung").GetInt32()));
        // The table holds validation only; the one look at the test split is the winner's version's.
        Assert.DoesNotContain("\"test\"", sweep.GetProperty("trials").GetRawText(), StringComparison.Ordinal);
        var manifest = await http.GetFromJsonAsync<JsonElement>("api/models/halves/v1", _limit.Token);
        Assert.Equal(Accuracy(trials[0].GetProperty("validation")), Accuracy(manifest.GetProperty("validation")), 1e-9);
        Assert.Equal(
            trials[0].GetProperty("configuration").GetProperty("learningRate").GetDouble(), manifest.GetProperty("training").GetProperty("learningRate").GetDouble());
        var winner = sweep.GetProperty("winner");
        Assert.Equal(trials[0].GetProperty("trial").GetInt32(), winner.GetProperty("trial").GetInt32());
        Assert.Equal(Accuracy(manifest.GetProperty("test")), winner.GetProperty("testBalancedAccuracy").GetDouble(), 1e-9);
        var models = await http.GetFromJsonAsync<JsonElement>("api/models/halves", _limit.Token);
        Assert.Single(models.GetProperty("versions").EnumerateArray());
    }

    private static double Accuracy(JsonElement metrics) => metrics.GetProperty("balancedAccuracy").GetDouble();

    private async Task<JsonElement> EndOfAsync(HttpClient http, string route, string request)
    {
        using var content = new StringContent(request, System.Text.Encoding.UTF8, "application/json");
        using var response = await http.PostAsync(route, content, _limit.Token);
        var accepted = await response.Content.ReadFromJsonAsync<JsonElement>(_limit.Token);
        Assert.True(response.IsSuccessStatusCode, $"{accepted}");
        while (true)
        {
            var status = await http.GetFromJsonAsync<JsonElement>(accepted.GetProperty("statusUrl").GetString(), _limit.Token);
            if (status.GetProperty("status").GetString() is not ("pending" or "queued" or "running"))
                return status;
            await Task.Delay(200, _limit.Token);
        }
    }

    private async Task UploadAsync(BlobServiceClient blobs)
    {
        var sources = blobs.GetBlobContainerClient("sources");
        var random = new Random(1);
        for (var i = 0; i < Photos; i++)
            await sources.GetBlobClient($"halves/{(i % 2 == 0 ? "dark" : "bright")}/{i:D4}.jpg").UploadAsync(new BinaryData(Jpeg(i % 2 == 1, random)), _limit.Token);
    }

    /// <summary>Noise, as bright above as below or brighter.</summary>
    private static byte[] Jpeg(bool bright, Random random)
    {
        using var pixels = new Pixels(72, 72);
        for (var y = 0; y < pixels.Height; y++)
        {
            foreach (ref var sample in pixels.Row(y))
                sample = (byte)(random.Next(150) + (bright && y < 36 ? 60 : 20));
        }

        return JpegEncoder.Encode(pixels, 92);
    }
}
