using System.Net;
using System.Security.Cryptography;
using PhotoScore.Core.Imaging;
using PhotoScore.Core.Imaging.Resampling;
using PhotoScore.EndToEnd.Processes;
using PhotoScore.Testing;

namespace PhotoScore.EndToEnd.Datasets;

/// <summary>Builds a dataset through the HTTP API of the real process, kills the process at random moments, and compares bytes.</summary>
[Collection(nameof(FunctionsProcess))]
public sealed class KilledBuildTests(AzuriteFixture azurite)
{
    private const int Photos = 200;
    private const int Kills = 5;
    private const string Recipe = """
        { "sources": [ { "kind": "folder", "name": "killed" } ], "labels": { "kind": "folder" }, "image": { "size": 64 } }
        """;

    private static readonly Dictionary<string, string> Settings = new() { ["Builds__CandidatesPerChunk"] = "10", ["Builds__ChunksAtOnce"] = "4" };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Build_killed_at_random_moments_gives_the_bytes_of_one_that_was_not()
    {
        await using var functions = new FunctionsProcess(azurite.ConnectionString, Settings);
        await functions.StartAsync(Cancellation);
        await UploadAsync();
        var undisturbed = await BuildAsync(functions, "undisturbed", kills: 0);

        var killed = await BuildAsync(functions, "killed", Kills);

        Assert.Equal(undisturbed, killed);
    }

    private async Task<SortedDictionary<string, string>> BuildAsync(FunctionsProcess functions, string dataset, int kills)
    {
        var accepted = await functions.PostAsync($"/api/datasets/{dataset}/builds", Recipe, HttpStatusCode.Accepted, Cancellation);
        var status = accepted.GetProperty("statusUrl").GetString()!;
        var random = new Random(1);
        for (var kill = 0; kill < kills; kill++)
        {
            await Task.Delay(random.Next(200, 2_000), Cancellation);
            await functions.KillAsync();
            await functions.StartAsync(Cancellation);
        }

        var progress = await functions.EndOfBuildAsync(status, TimeSpan.FromMinutes(5), Cancellation);
        Assert.True(progress.GetProperty("status").GetString() == "completed", $"{progress}\n{functions.Log}");
        Assert.Equal(Photos, progress.GetProperty("counts").GetProperty("kept").GetInt32());
        return await HashesAsync(dataset);
    }

    private async Task UploadAsync()
    {
        var sources = azurite.Blobs.GetBlobContainerClient("sources");
        var random = new Random(7);
        for (var i = 0; i < Photos; i++)
            await sources.GetBlobClient($"killed/{(i % 2 == 0 ? "cat" : "dog")}/{i:D4}.jpg").UploadAsync(new BinaryData(Jpeg(random)), overwrite: true, Cancellation);
    }

    private static byte[] Jpeg(Random random)
    {
        var samples = new byte[8 * 6 * 3];
        random.NextBytes(samples);
        using var small = Pixels.From(samples, 8, 6);
        using var photo = Resampler.Resize(small, 1_000, 750, ResampleFilter.Bilinear);
        return JpegEncoder.Encode(photo, 90);
    }

    private async Task<SortedDictionary<string, string>> HashesAsync(string dataset)
    {
        var container = azurite.Blobs.GetBlobContainerClient("datasets");
        var hashes = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in (string[])["photos.parquet", "ledger.parquet", "shards/train-00000.tar", "shards/validation-00000.tar", "shards/test-00000.tar"])
        {
            var content = await container.GetBlobClient($"{dataset}/v1/{name}").DownloadContentAsync(Cancellation);
            hashes[name] = Convert.ToHexStringLower(SHA256.HashData(content.Value.Content.ToMemory().Span));
        }
        return hashes;
    }
}
