using Microsoft.AspNetCore.Mvc;
using PhotoScore.Core.Datasets;
using PhotoScore.Core.Datasets.Tables;
using PhotoScore.Core.Imaging;
using PhotoScore.Core.Imaging.Resampling;
using PhotoScore.Core.Models.Neighbours;
using PhotoScore.Core.Storage;
using PhotoScore.Functions.Datasets;
using PhotoScore.Functions.Datasets.Photos;
using PhotoScore.Functions.Tests.Datasets;
using PhotoScore.Testing;

namespace PhotoScore.Functions.Tests.Predictions;

/// <summary>What an answer says of the photos that its model learned from: a dataset that was built, and a model that names it.</summary>
public sealed class TrainPhotosTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private const string Recipe = """
        { "sources": [ { "kind": "folder", "name": "pets" } ], "labels": { "kind": "folder" }, "image": { "size": 64 },
          "split": { "train": 0.8, "validation": 0.1, "test": 0.1 } }
        """;

    private BuildBench _bench = null!;
    private BuildId _build = null!;
    private IReadOnlyList<PhotoRow> _train = null!;
    private Serving _serving = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Twenty photos, cats and dogs in turns; a model whose embedding of a photo is its mean colour.</summary>
    public async ValueTask InitializeAsync()
    {
        _bench = await BuildBench.CreateAsync(azurite);
        for (var i = 0; i < 20; i++)
            await _bench.UploadAsync($"pets/{(i % 2 == 0 ? "cat" : "dog")}/{i:D3}.jpg", Datasets.Some.Jpeg(i));
        _build = await _bench.BuildAsync("pets", Recipe);
        _train = [.. (await _bench.PhotosAsync(_build)).Where(row => row.Photo.Split == Split.Train)];
        await Some.PublishAsync(_bench.Storage, 1, change: manifest => manifest with { Classes = ["cat", "dog"], Dataset = new(_build.Dataset, _build.Version, "p") });
        await WriteEmbeddingsAsync(version: 1);
        _serving = new Serving(_bench.Storage);
    }

    public async ValueTask DisposeAsync()
    {
        _serving.Dispose();
        await _bench.DisposeAsync();
    }

    [Fact]
    public async Task Predict_stored_train_photo_is_its_own_nearest_neighbour_and_the_links_lead_to_the_photos()
    {
        foreach (var row in _train.Take(3))
        {
            var jpeg = await _bench.Store.JpegAsync(_build.Paths.Shard(row.Shard), row.Offset, row.Length, Cancellation);

            var answer = await _serving.AnswerAsync(Serving.Request("image/jpeg", jpeg, "?neighbours=5"), version: "v1");

            var neighbours = answer.Predictions[0].Neighbours!;
            Assert.Equal((5, row.Photo.Key), (neighbours.Count, neighbours[0].Key));
            Assert.Equal(0, neighbours[0].Distance, tolerance: 1e-5);
            Assert.Equal(row.Photo.Label == 0 ? "cat" : "dog", neighbours[0].Label);
            Assert.Equal($"/api/datasets/pets/v1/photos/{row.Photo.Key}", neighbours[0].Photo);
            Assert.Equal(neighbours.OrderBy(neighbour => neighbour.Distance), neighbours);
            Assert.Equal(jpeg, Assert.IsType<FileContentResult>(await GetAsync(row.Photo.Key)).FileContents);
        }
    }

    [Fact]
    public async Task Predict_known_duplicate_is_found_in_other_bytes_and_sizes_and_says_the_label_that_it_has()
    {
        var row = _train[0];
        var seed = int.Parse(row.Photo.Candidate.Id[^7..^4], System.Globalization.CultureInfo.InvariantCulture);

        // Large enough for a decoder to shrink it, which would change its hash.
        var answer = await _serving.AnswerAsync(Serving.Request("image/jpeg", Datasets.Some.Jpeg(seed, 1600, 1200, quality: 95), "?knownDuplicates=true"), version: "v1");
        var stranger = await _serving.AnswerAsync(Serving.Request("image/jpeg", Datasets.Some.Jpeg(77), "?knownDuplicates=true"), version: "v1");

        var (prediction, known) = (answer.Predictions[0], answer.Predictions[0].KnownDuplicate!);
        Assert.Equal((row.Photo.Key, seed % 2 == 0 ? "cat" : "dog"), (known.Key, known.Label));
        Assert.InRange(known.Distance, 0, 2);
        Assert.Equal(prediction.Class == known.Label, known.Agrees);
        Assert.Null(stranger.Predictions[0].KnownDuplicate);
    }

    [Fact]
    public async Task Predict_known_duplicate_of_the_very_file_has_the_hash_that_the_dataset_computed()
    {
        foreach (var row in _train)
        {
            var file = (await _bench.Storage.Sources.GetBlobClient($"pets/{row.Photo.Candidate.Id}").DownloadContentAsync(Cancellation)).Value.Content.ToArray();

            var answer = await _serving.AnswerAsync(Serving.Request("image/jpeg", file, "?knownDuplicates=true"), version: "v1");

            Assert.Equal((row.Photo.Key, 0), (answer.Predictions[0].KnownDuplicate!.Key, answer.Predictions[0].KnownDuplicate!.Distance));
        }
    }

    [Fact]
    public async Task Predict_what_is_loaded_of_train_photos_is_bounded_and_goes_with_the_session()
    {
        for (var version = 2; version <= 4; version++)
        {
            await Some.PublishAsync(_bench.Storage, version, change: manifest => manifest with { Classes = ["cat", "dog"], Dataset = new(_build.Dataset, _build.Version, "p") });
            await WriteEmbeddingsAsync(version);
        }
        using var serving = new Serving(_bench.Storage, new() { CurrentFor = TimeSpan.Zero, MaxSessions = 1, MaxCompanions = 2 });
        for (var version = 1; version <= 4; version++)
        {
            var request = Serving.Request("image/jpeg", Datasets.Some.Jpeg(1), "?neighbours=1&knownDuplicates=true");
            Assert.NotNull((await serving.AnswerAsync(request, $"v{version}")).Predictions[0].Neighbours);
            // One session at a time: what came before it is gone, and what belonged to it.
            await Until.TrueAsync(() => serving is { Neighbours.Loaded: 1, Duplicates.Loaded: 1 });
        }

        serving.Sessions.Dispose();

        await Until.TrueAsync(() => serving is { Neighbours.Loaded: 0, Duplicates.Loaded: 0 });
    }

    [Fact]
    public async Task Predict_photos_by_their_names_in_storage_answers_them_in_order()
    {
        await _bench.Storage.Uploads.GetBlobClient("smiles/deep/red.png").UploadAsync(new BinaryData(Photo.Png(200, 0, 0)), Cancellation);
        await _bench.UploadAsync("colours/green #1 100%.png", Photo.Png(0, 200, 0));
        await _bench.UploadAsync("colours/empty.png", []);
        await _bench.UploadAsync("colours/large.png", new byte[2000]);
        using var serving = new Serving(_bench.Storage, new() { CurrentFor = TimeSpan.Zero, MaxPhotoBytes = 1999 });
        var body = """{ "blobs": [ "sources/colours/green #1 100%.png", "uploads/smiles/deep/red.png", "sources/colours/empty.png", "sources/colours/large.png" ] }""";

        var answer = await serving.AnswerAsync(Serving.Request("application/json", System.Text.Encoding.UTF8.GetBytes(body)), version: "v1");

        Assert.Equal(["cat", "dog", "empty", "too-large"], answer.Predictions.Select(prediction => prediction.Class ?? prediction.Error!.Code));
    }

    [Fact]
    public async Task Get_photo_is_kept_by_browsers_for_good_and_asked_for_again_is_not_sent_again()
    {
        var request = Serving.Request(null, []);
        await GetAsync(_train[0].Photo.Key, request);
        var headers = request.HttpContext.Response.Headers;
        var again = Serving.Request(null, []);
        again.Headers.IfNoneMatch = headers.ETag;

        var answer = await GetAsync(_train[0].Photo.Key, again);

        Assert.Equal("private, max-age=31536000, immutable", headers.CacheControl);
        Assert.Equal(304, Assert.IsType<StatusCodeResult>(answer).StatusCode);
    }

    [Theory]
    [InlineData("pets", "v1", "nonsense", 400)]
    [InlineData("pets", "v1", "00-0123456789abcdef0123456x", 400)]
    [InlineData("pets", "v1", "../dataset.json", 400)]
    [InlineData("pets", "v1", "00-000000000000000000000000", 404)]
    [InlineData("pets", "v9", "00-000000000000000000000000", 404)]
    [InlineData("dogs", "v1", "00-000000000000000000000000", 404)]
    [InlineData("NOT A NAME", "v1", "00-000000000000000000000000", 404)]
    public async Task Get_photo_that_there_is_not_says_what_is_wrong(string dataset, string version, string key, int status)
    {
        var answer = Assert.IsType<ObjectResult>(await new PhotoEndpoint(_bench.Storage).RunAsync(Serving.Request(null, []), dataset, version, key, Cancellation));

        Assert.Equal(status, answer.StatusCode);
    }

    [Fact]
    public async Task Get_photo_whose_shard_is_gone_says_to_build_again()
    {
        await _bench.Storage.Datasets.GetBlobClient(_build.Paths.Shard(_train[0].Shard)).DeleteAsync(cancellationToken: Cancellation);

        var answer = Assert.IsType<ObjectResult>(await GetAsync(_train[0].Photo.Key));

        Assert.Equal(500, answer.StatusCode);
        Assert.Contains("Build the dataset again", Assert.IsType<ProblemDetails>(answer.Value).Detail, StringComparison.Ordinal);
    }

    private Task<IActionResult> GetAsync(string key, Microsoft.AspNetCore.Http.HttpRequest? request = null) =>
        new PhotoEndpoint(_bench.Storage).RunAsync(request ?? Serving.Request(null, []), "pets", "v1", key, Cancellation);

    // By hand, and not by the network: the mean colour of the photo at the model's size.
    private async Task WriteEmbeddingsAsync(int version)
    {
        var rows = new List<EmbeddingRow>();
        foreach (var row in _train)
        {
            using var photo = ImageDecoder.Decode(await _bench.Store.JpegAsync(_build.Paths.Shard(row.Shard), row.Offset, row.Length, Cancellation));
            using var small = Resampler.Resize(photo.Pixels, 4, 4, ResampleFilter.Bilinear);
            var means = new double[3];
            for (var i = 0; i < small.Span.Length; i++)
                means[i % 3] += small.Span[i];
            var norm = Math.Sqrt(means.Sum(mean => mean * mean));
            rows.Add(new(row.Photo.Key, row.Photo.Label, [.. means.Select(mean => (Half)(mean / norm))]));
        }
        using var table = new MemoryStream();
        await EmbeddingsTable.WriteAsync(table, rows, Cancellation);
        await _bench.Storage.Models.GetBlobClient(new ModelPaths(Some.Model, new(version)).Embeddings).UploadAsync(new BinaryData(table.ToArray()), overwrite: true, Cancellation);
    }
}
