using PhotoScore.Core.Datasets;
using PhotoScore.Core.Imaging;
using PhotoScore.Core.Naming;
using PhotoScore.Core.Training;
using PhotoScore.Functions.Models;
using PhotoScore.Functions.Predictions;
using PhotoScore.Functions.Scorings;
using PhotoScore.Functions.Tests.Datasets;
using PhotoScore.Testing;

namespace PhotoScore.Functions.Tests.Scorings;

public sealed class DatasetScoringTests(AzuriteFixture azurite)
{
    private const string Recipe = """
        { "sources": [ { "kind": "folder", "name": "pets" } ], "labels": { "kind": "folder" },
          "image": { "size": 64 }, "split": { "train": 0.6, "validation": 0.2, "test": 0.2 } }
        """;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(null, 50)]
    [InlineData("test", 10)]
    public async Task Score_dataset_answers_each_stored_photo_with_its_label_and_split(string? split, int photos)
    {
        await using var build = await BuildAsync();
        await using var bench = Bench(build, photosPerPart: 4);

        var scoring = await bench.ScoreAsync($$"""{ "dataset": "pets"{{(split is null ? "" : $", \"split\": \"{split}\"")}} }""");

        var rows = await bench.RowsAsync(scoring);
        var known = (await build.PhotosAsync(new(DatasetName.Parse("pets"), new(1)))).ToDictionary(row => row.Photo.Key);
        Assert.Equal(photos, rows.Count);
        Assert.Equal(photos, rows.DistinctBy(row => row.Name).Count());
        var model = (await bench.Get<ModelSessions>().HoldAsync(Some.Model, new(1), Cancellation))!;
        foreach (var row in rows)
        {
            var (photo, shard, offset, length) = known[row.Name];
            Assert.Equal((photo.Split.Name(), photo.Label == 0 ? "cat" : "dog"), (row.Text("split"), row.Text("label")));
            // Asked on its own, by another way through the shard: a range of bytes.
            using var decoded = ImageDecoder.Decode(await build.Store.JpegAsync($"pets/v1/shards/{shard}", offset, length, Cancellation));
            Assert.Equal(Inference.Answer(model, decoded.Pixels).Probabilities!["yes"], row.Yes!.Value, 1e-6);
        }
        model.Release();
        Assert.Equal("v1", (await bench.GetAsync()).GetProperty("datasetVersion").GetString());
    }

    [Fact]
    public async Task Score_dataset_photos_stand_in_the_order_of_the_shards_whatever_the_size_of_parts()
    {
        await using var build = await BuildAsync();
        await using var small = Bench(build, photosPerPart: 3);
        await using var large = Bench(build, photosPerPart: 1000);

        var some = await small.RowsAsync(await small.ScoreAsync("""{ "dataset": "pets", "version": "v1" }"""));
        var whole = await large.RowsAsync(await large.ScoreAsync("""{ "dataset": "pets", "version": "v1" }"""));

        Assert.Equal(whole.Select(row => (row.Name, row.Class)), some.Select(row => (row.Name, row.Class)));
        Assert.Equal(["train", "validation", "test"], whole.Select(row => row.Text("split")).Distinct());
    }

    [Fact]
    public async Task Score_dataset_that_is_gone_fails_with_what_to_do()
    {
        await using var build = await BuildAsync();
        await using var bench = Bench(build, photosPerPart: 4);
        bench.Disturb = async (_, run) =>
        {
            await build.Storage.Datasets.GetBlobClient("pets/v1/dataset.json").DeleteIfExistsAsync(cancellationToken: Cancellation);
            return await run(Cancellation);
        };

        var failure = await Assert.ThrowsAsync<ScoringFaultException>(() => bench.ScoreAsync("""{ "dataset": "pets" }"""));

        Assert.Contains("Score another version", failure.Message, StringComparison.Ordinal);
    }

    private async Task<BuildBench> BuildAsync()
    {
        var bench = await BuildBench.CreateAsync(azurite);
        for (var i = 0; i < 50; i++)
            await bench.UploadAsync($"pets/{(i % 2 == 0 ? "cat" : "dog")}/{i:D3}.jpg", Datasets.Some.Jpeg(i));
        await bench.BuildAsync("pets", Recipe);
        await Some.PublishAsync(bench.Storage, 1);
        await bench.Get<Promoter>().PromoteAsync(Some.Model, new(1), Promotion.Always, Cancellation);
        return bench;
    }

    private static ScoringBench Bench(BuildBench build, int photosPerPart) =>
        new(build.Storage, ("Scorings:PhotosPerPart", $"{photosPerPart}"));
}
