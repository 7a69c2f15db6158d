using System.Net.Http.Headers;
using System.Text.Json;
using Azure.Storage.Blobs;
using PhotoScore.Core.Datasets;
using PhotoScore.Core.Json;
using PhotoScore.Core.Models;
using PhotoScore.Core.Naming;
using PhotoScore.Core.Storage;

namespace PhotoScore.EndToEnd;

/// <summary>What the trainer wrote down for a photo is what the server answers to that photo: probabilities of the test split, embeddings of the train split.</summary>
public sealed class TrainServeSkewTests : IDisposable
{
    private readonly string _data = Directory.CreateTempSubdirectory("skew-").FullName;
    private readonly CancellationTokenSource _limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

    public TrainServeSkewTests() => _limit.CancelAfter(TimeSpan.FromMinutes(9));

    public void Dispose()
    {
        _limit.Dispose();
        Directory.Delete(_data, recursive: true);
    }

    [Fact]
    public async Task Predict_answers_to_a_test_photo_what_the_trainer_measured()
    {
        await using var stack = await StackRun.StartAsync(_data, "demo", "--json", "--photos", "120", "--epochs", "2");
        while (stack.Output.Count == 0)
        {
            Assert.True(stack.IsRunning, stack.Said);
            await Task.Delay(200, _limit.Token);
        }
        using var http = new HttpClient { BaseAddress = stack.Functions };
        var blobs = new BlobServiceClient(stack.Storage);

        var largest = 0.0;
        var compared = 0;
        await foreach (var (jpeg, measured) in TestPhotosAsync(blobs))
        {
            var probabilities = (await PredictAsync(http, jpeg)).GetProperty("probabilities");
            double[] answered = [probabilities.GetProperty("bad").GetDouble(), probabilities.GetProperty("good").GetDouble()];
            foreach (var (one, other) in measured.Probabilities.Zip(answered))
                largest = Math.Max(largest, Math.Abs(one - other));
            compared++;
        }

        Assert.InRange(compared, 20, 60);
        // The same file on the same pixels: only the size of the batch differs, and with it the order of sums.
        Assert.InRange(largest, 0, 1e-5);

        var seen = 0;
        await foreach (var (key, jpeg) in TrainPhotosAsync(blobs).Take(8))
        {
            var nearest = (await PredictAsync(http, jpeg, "?neighbours=2")).GetProperty("neighbours")[0];
            Assert.Equal(key, nearest.GetProperty("key").GetString());
            // Rounded to float16 when it was published.
            Assert.Equal(0, nearest.GetProperty("distance").GetDouble(), tolerance: 1e-5);
            Assert.Equal(jpeg, await http.GetByteArrayAsync(new Uri(nearest.GetProperty("photo").GetString()!, UriKind.Relative), _limit.Token));
            seen++;
        }
        Assert.Equal(8, seen);
    }

    private async IAsyncEnumerable<(byte[] Jpeg, Prediction Measured)> TestPhotosAsync(BlobServiceClient blobs)
    {
        var datasets = new DatasetStore(blobs.GetBlobContainerClient(Containers.Datasets));
        var paths = new DatasetPaths(DatasetName.Parse("demo"), VersionId.First);
        var table = await blobs.GetBlobContainerClient(Containers.Models)
            .GetBlobClient(new ModelPaths(ModelName.Parse("demo"), VersionId.First).Predictions).DownloadContentAsync(_limit.Token);
        var measured = await PredictionsTable.ReadAsync(table.Value.Content.ToStream(), ["bad", "good"], _limit.Token)
            .ToDictionaryAsync(prediction => prediction.Key, cancellationToken: _limit.Token);
        await foreach (var photo in datasets.PhotosAsync(paths, _limit.Token))
        {
            if (photo.Photo.Split == Split.Test)
                yield return (await datasets.JpegAsync(paths.Shard(photo.Shard), photo.Offset, photo.Length, _limit.Token), measured[photo.Photo.Key]);
        }
    }

    private async IAsyncEnumerable<(string Key, byte[] Jpeg)> TrainPhotosAsync(BlobServiceClient blobs)
    {
        var datasets = new DatasetStore(blobs.GetBlobContainerClient(Containers.Datasets));
        var paths = new DatasetPaths(DatasetName.Parse("demo"), VersionId.First);
        await foreach (var photo in datasets.PhotosAsync(paths, _limit.Token))
        {
            if (photo.Photo.Split == Split.Train)
                yield return (photo.Photo.Key, await datasets.JpegAsync(paths.Shard(photo.Shard), photo.Offset, photo.Length, _limit.Token));
        }
    }

    private async Task<JsonElement> PredictAsync(HttpClient http, byte[] jpeg, string query = "")
    {
        using var body = new ByteArrayContent(jpeg) { Headers = { ContentType = new MediaTypeHeaderValue("image/jpeg") } };
        using var response = await http.PostAsync($"api/models/demo/predict{query}", body, _limit.Token);
        response.EnsureSuccessStatusCode();
        var answer = JsonSerializer.Deserialize<JsonElement>(await response.Content.ReadAsStreamAsync(_limit.Token), StoredJson.Compact);
        return answer.GetProperty("predictions")[0];
    }
}
