using PhotoScore.Functions.Scorings;
using PhotoScore.Functions.Storage;
using PhotoScore.Functions.Tests.Predictions;
using PhotoScore.Testing;

namespace PhotoScore.Functions.Tests.Scorings;

public sealed class PrefixScoringTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Score_prefix_answers_every_photo_below_it_in_the_order_of_names()
    {
        // Two photos a part, so that 40 of them are 20 parts on two pages.
        await using var bench = await ScoringBench.CreateAsync(azurite, ("Scorings:PhotosPerPart", "2"));
        for (var i = 0; i < 40; i++)
            await ScoringBench.UploadAsync(bench.Storage.Uploads, $"holiday/{i:D2}.png", Photo.Png((byte)(i * 6), 100, 0));
        await ScoringBench.UploadAsync(bench.Storage.Uploads, "holidays.png", Photo.Png(1, 2, 3));

        var scoring = await bench.ScoreAsync("""{ "prefix": "holiday/" }""");

        var rows = await bench.RowsAsync(scoring);
        Assert.Equal(Enumerable.Range(0, 40).Select(i => $"holiday/{i:D2}.png"), rows.Select(row => row.Name));
        Assert.All(rows.Index(), row => Assert.Equal(TinyOnnx.Yes(row.Index * 6, 100, bias: 0), row.Item.Yes!.Value, 1e-6));
        Assert.All(rows, row => Assert.Equal(row.Yes >= 0.5 ? "yes" : "no", row.Class));
        Assert.Equal(["name", "class", "probability.no", "probability.yes", "errorCode", "errorMessage"], await PartRow.ColumnsAsync((await bench.PartsAsync(scoring)).Values.First(), Cancellation));
        var manifest = (await bench.Get<ScoringCatalog>().ManifestAsync(scoring, Cancellation))!;
        Assert.Equal((40, 20), (manifest.Photos, manifest.Parts));
        Assert.Equal(new Dictionary<string, long> { ["answered"] = 40 }, manifest.Counts);
        Assert.Equal(rows.Count(row => row.Class == "yes"), manifest.Classes["yes"]);
        Assert.Equal([new ScoringStatus(32, false), new ScoringStatus(40, true)], bench.Statuses.Cast<ScoringStatus>());
        Assert.Empty(await WorkAsync(bench, scoring));
    }

    [Fact]
    public async Task Score_photos_that_can_not_be_answered_have_a_reason_and_stop_nothing()
    {
        await using var bench = await ScoringBench.CreateAsync(azurite, ("Predictions:MaxPhotoBytes", "5000"));
        await UploadAsync("a.png", Photo.Png(200, 50, 10));
        await UploadAsync("b.html", "<html></html>"u8.ToArray());
        await UploadAsync("c.jpg", []);
        await UploadAsync("d.png", Photo.Png(9, 9, 9)[..^20]);
        await UploadAsync("e.jpg", new byte[5001]);
        await UploadAsync("f.png", Photo.Png(50, 200, 10));

        var scoring = await bench.ScoreAsync("""{ "prefix": "mixed/", "container": "sources", "embeddings": true }""");

        var rows = await bench.RowsAsync(scoring);
        Assert.Equal(["yes", "not-an-image", "empty", "truncated", "too-large", "no"], rows.Select(row => row.Class ?? row.ErrorCode));
        Assert.All(rows, row => Assert.Equal(row.Class is null, row.Text("errorMessage") is { Length: > 0 }));
        Assert.All(rows, row => Assert.Equal(row.Class is null, row.Yes is null && row.Embedding is null));
        // The embedding of this network is the mean of each channel, divided by 255.
        Assert.Equal([200 / 255f, 50 / 255f, 10 / 255f], rows[0].Embedding!.Select(value => value), (a, b) => Math.Abs(a - b) < 1e-6);
        var view = await bench.GetAsync();
        Assert.Equal("""{"answered":2,"empty":1,"not-an-image":1,"too-large":1,"truncated":1}""", view.GetProperty("counts").GetRawText());
        Assert.Equal("""{"no":1,"yes":1}""", view.GetProperty("classes").GetRawText());

        Task UploadAsync(string name, byte[] content) => ScoringBench.UploadAsync(bench.Storage.Sources, $"mixed/{name}", content);
    }

    [Fact]
    public async Task Score_promotion_meanwhile_changes_nothing_of_the_pinned_version()
    {
        await using var bench = await ScoringBench.CreateAsync(azurite, ("Scorings:PhotosPerPart", "1"));
        for (var i = 0; i < 4; i++)
            await ScoringBench.UploadAsync(bench.Storage.Uploads, $"p/{i}.png", Photo.Png(100, 100, 100));
        var scored = 0;
        bench.Disturb = async (name, run) =>
        {
            var result = await run(Cancellation);
            if (name == nameof(ScoreChunk) && Interlocked.Increment(ref scored) == 1)
                await bench.PublishAsync(2, bias: 3);
            return result;
        };

        var scoring = await bench.ScoreAsync("""{ "prefix": "p/" }""");

        Assert.All(await bench.RowsAsync(scoring), row => Assert.Equal(0.5, row.Yes!.Value, 1e-6));
        Assert.Equal("v1", (await bench.GetAsync()).GetProperty("version").GetString());
        var later = await bench.ScoreAsync("""{ "prefix": "p/" }""");
        Assert.Equal((2, "v2"), (later.Scoring.Number, (await bench.GetAsync("v2")).GetProperty("version").GetString()));
        Assert.All(await bench.RowsAsync(later), row => Assert.Equal(TinyOnnx.Yes(0, 0, bias: 3), row.Yes!.Value, 1e-6));
    }

    [Fact]
    public async Task Score_model_with_a_band_says_where_it_abstains()
    {
        await using var bench = await ScoringBench.CreateAsync(azurite);
        var onnx = TinyOnnx.Redness(0);
        var manifest = Some.Manifest(2, onnx: onnx) with { Abstention = new() { MaxErrorRate = 0.1, Low = 0.4, High = 0.6, Coverage = 0.5, ErrorRate = 0.1 } };
        await bench.Storage.Models.GetBlobClient("smiles/v2/model.onnx").UploadAsync(BinaryData.FromBytes(onnx), Cancellation);
        await bench.Storage.Models.CreateJsonAsync("smiles/v2/model.json", manifest, Cancellation);
        await ScoringBench.UploadAsync(bench.Storage.Uploads, "p/grey.png", Photo.Png(100, 100, 100));
        await ScoringBench.UploadAsync(bench.Storage.Uploads, "p/red.png", Photo.Png(255, 0, 0));

        var scoring = await bench.ScoreAsync("""{ "prefix": "p/", "modelVersion": "v2" }""");

        Assert.Equal([true, false], (await bench.RowsAsync(scoring)).Select(row => (bool)row.Values["abstain"]!));
        Assert.Equal("""{"abstained":1,"answered":1}""", (await bench.GetAsync()).GetProperty("counts").GetRawText());
    }

    [Fact]
    public async Task Score_prefix_that_was_emptied_meanwhile_is_complete_with_no_part()
    {
        await using var bench = await ScoringBench.CreateAsync(azurite);
        await ScoringBench.UploadAsync(bench.Storage.Uploads, "p/a.png", Photo.Png(1, 1, 1));
        bench.Disturb = async (name, run) =>
        {
            await bench.Storage.Uploads.GetBlobClient("p/a.png").DeleteIfExistsAsync(cancellationToken: Cancellation);
            return await run(Cancellation);
        };

        await bench.ScoreAsync("""{ "prefix": "p/" }""");

        var view = await bench.GetAsync();
        Assert.Equal(("completed", 0, 0), (view.GetProperty("status").GetString(), view.GetProperty("photos").GetInt32(), view.GetProperty("parts").GetInt32()));
    }

    private static async Task<List<string>> WorkAsync(ScoringBench bench, ScoringKey scoring)
    {
        var names = new List<string>();
        await foreach (var blob in bench.Storage.Scorings.GetBlobsAsync(new() { Prefix = scoring.Paths().Work }, Cancellation))
            names.Add(blob.Name);
        return names;
    }
}
