using System.Net;
using System.Security.Cryptography;
using Azure.Storage.Blobs.Models;
using PhotoScore.EndToEnd.Datasets;
using PhotoScore.EndToEnd.Page;
using PhotoScore.EndToEnd.Processes;
using PhotoScore.Testing;

namespace PhotoScore.EndToEnd.Scorings;

/// <summary>Scores a prefix through the HTTP API of the real process, kills the process at random moments, and compares bytes.</summary>
[Collection(nameof(FunctionsProcess))]
public sealed class KilledScoringTests(AzuriteFixture azurite)
{
    private const int Count = 300;
    private const int Kills = 4;

    private static readonly Dictionary<string, string> Settings = new() { ["Scorings__PhotosPerPart"] = "5", ["Scorings__PartsAtOnce"] = "3" };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Scoring_killed_at_random_moments_gives_the_bytes_of_one_that_was_not()
    {
        await using var functions = new FunctionsProcess(azurite.ConnectionString, Settings);
        await functions.StartAsync(Cancellation);
        await new SmallModel(azurite.ConnectionString, "killed-scoring").PublishAsync(1);
        await UploadAsync();
        var undisturbed = await ScoreAsync(functions, kills: 0);

        var killed = await ScoreAsync(functions, Kills);

        Assert.Equal(Count / 5, undisturbed.Count);
        Assert.Equal(undisturbed, killed);
    }

    [Fact]
    public async Task Scoring_and_monitoring_are_asked_over_http()
    {
        await using var functions = new FunctionsProcess(azurite.ConnectionString, Settings);
        await functions.StartAsync(Cancellation);
        await new SmallModel(azurite.ConnectionString, "http-scoring").PublishAsync(1);
        await UploadAsync();
        using var photo = new ByteArrayContent(Photos.Jpeg(1)) { Headers = { ContentType = new("image/jpeg") } };
        (await functions.Http.PostAsync("/api/models/http-scoring/v1/predict", photo, Cancellation)).EnsureSuccessStatusCode();

        var refused = await functions.PostAsync("/api/models/http-scoring/scorings", """{ "prefix": "nothing-there/" }""", HttpStatusCode.BadRequest, Cancellation);
        var accepted = await functions.PostAsync(
            "/api/models/http-scoring/scorings", """{ "prefix": "killed-scoring/000", "container": "sources", "modelVersion": "v1" }""", HttpStatusCode.Accepted, Cancellation);
        var ended = await functions.EndOfAsync(accepted.GetProperty("statusUrl").GetString()!, TimeSpan.FromMinutes(3), Cancellation);
        var part = await functions.Http.GetByteArrayAsync("/api/models/http-scoring/scorings/v1/parts/0", Cancellation);
        var monitoring = await functions.GetAsync("/api/models/http-scoring/v1/monitoring?days=2", Cancellation);

        Assert.Equal(["modelVersion", "prefix"], refused.GetProperty("errors").EnumerateObject().Select(error => error.Name).Order(StringComparer.Ordinal));
        Assert.Equal(("completed", 10), (ended.GetProperty("status").GetString(), ended.GetProperty("counts").GetProperty("answered").GetInt32()));
        Assert.Equal("PAR1"u8.ToArray(), part[^4..]);
        // The photo that was sent to predict counts, those of the scoring do not.
        Assert.Equal(1, monitoring.GetProperty("total").GetProperty("photos").GetInt32());
    }

    private async Task<SortedDictionary<string, string>> ScoreAsync(FunctionsProcess functions, int kills)
    {
        var accepted = await functions.PostAsync(
            "/api/models/killed-scoring/scorings", """{ "prefix": "killed-scoring/", "container": "sources", "modelVersion": "v1", "embeddings": true }""", HttpStatusCode.Accepted, Cancellation);
        var random = new Random(2);
        for (var kill = 0; kill < kills; kill++)
        {
            await Task.Delay(random.Next(200, 1_500), Cancellation);
            await functions.KillAsync();
            await functions.StartAsync(Cancellation);
        }

        var ended = await functions.EndOfAsync(accepted.GetProperty("statusUrl").GetString()!, TimeSpan.FromMinutes(5), Cancellation);
        Assert.True(ended.GetProperty("status").GetString() == "completed", $"{ended}\n{functions.Log}");
        Assert.Equal(Count, ended.GetProperty("counts").GetProperty("answered").GetInt32());
        return await HashesAsync($"killed-scoring/{accepted.GetProperty("scoring").GetString()}/part-");
    }

    private async Task UploadAsync()
    {
        var sources = azurite.Blobs.GetBlobContainerClient("sources");
        for (var i = 0; i < Count; i++)
            await sources.GetBlobClient($"killed-scoring/{i:D4}.jpg").UploadAsync(new BinaryData(Photos.Jpeg(i)), overwrite: true, Cancellation);
    }

    private async Task<SortedDictionary<string, string>> HashesAsync(string prefix)
    {
        var container = azurite.Blobs.GetBlobContainerClient("scorings");
        var hashes = new SortedDictionary<string, string>(StringComparer.Ordinal);
        await foreach (var blob in container.GetBlobsAsync(new GetBlobsOptions { Prefix = prefix }, Cancellation))
        {
            var content = await container.GetBlobClient(blob.Name).DownloadContentAsync(Cancellation);
            hashes[blob.Name[prefix.Length..]] = Convert.ToHexStringLower(SHA256.HashData(content.Value.Content.ToMemory().Span));
        }
        return hashes;
    }
}
