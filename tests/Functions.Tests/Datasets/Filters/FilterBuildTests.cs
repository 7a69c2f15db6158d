using PhotoScore.Core.Datasets;
using PhotoScore.Functions.Datasets;
using PhotoScore.Functions.Tests.Predictions;
using PhotoScore.Testing;

namespace PhotoScore.Functions.Tests.Datasets.Filters;

public sealed class FilterBuildTests(AzuriteFixture azurite)
{
    private const string Sources = """ "sources": [ { "kind": "folder", "name": "pets" } ], "labels": { "kind": "folder" }, "image": { "minWidth": 8, "minHeight": 8, "size": 32 }, "duplicates": { "hash": "none" } """;

    [Fact]
    public async Task Build_photo_filters_are_asked_in_their_order_and_the_first_refusal_counts()
    {
        await using var bench = await BuildBench.CreateAsync(azurite);
        await Tests.Some.PublishAsync(bench.Storage, version: 1);
        // The network says yes where red outweighs green. What is small and green meets the resolution filter first.
        await bench.UploadAsync("pets/red/large.png", Photo.Png(200, 20, 20, side: 64));
        await bench.UploadAsync("pets/red/larger.png", Photo.Png(210, 20, 20, side: 80));
        await bench.UploadAsync("pets/green/large.png", Photo.Png(20, 200, 20, side: 64));
        await bench.UploadAsync("pets/green/small.png", Photo.Png(20, 210, 20, side: 16));
        await bench.UploadAsync("pets/green/tiny.png", Photo.Png(20, 210, 20, side: 4));
        await bench.UploadAsync("pets/grey/large.png", Photo.Png(90, 90, 90, side: 64));

        var build = await bench.BuildAsync("pets", $$"""
            { {{Sources}}, "filters": [
                { "kind": "resolution", "minWidth": 32 },
                { "kind": "quality", "minSharpness": 0, "minContrast": 0, "minEntropy": 0, "allowGrey": false },
                { "kind": "model", "model": "smiles", "version": "v1", "class": "yes", "minProbability": 0.6 } ] }
            """);

        Assert.Equal(
            new Dictionary<string, string>
            {
                ["red/large.png"] = "kept",
                ["red/larger.png"] = "kept",
                ["green/large.png"] = "below-probability",
                ["green/small.png"] = "low-resolution",
                ["green/tiny.png"] = "too-small",
                ["grey/large.png"] = "greyscale",
            },
            (await bench.LedgerAsync(build)).ToDictionary(entry => entry.Candidate.Id, entry => entry.Outcome));
        Assert.Equal(
            $"smiles v1 gives yes a probability of {TinyOnnx.Yes(20, 200, bias: 0):0.####}; the recipe asks for 0.6.",
            (await bench.LedgerAsync(build)).Single(entry => entry.Outcome == Outcomes.BelowProbability).Detail);
    }

    [Fact]
    public async Task Build_faces_filter_keeps_photos_with_the_number_of_faces()
    {
        await using var bench = await BuildBench.CreateAsync(azurite,
            ("Faces:Model", SharedData.Path("models", "yunet_n_640_640.onnx")),
            ("Faces:Sha256", "25a606a145a5b6d7271ae138fbd00eba91dad8b83222ae3f2c7ecd0f4a7b0e31"),
            ("Faces:Kind", "yunet"));
        foreach (var (folder, file) in ((string, string)[])[("photos", "kodim04.png"), ("photos", "kodim03.png"), ("photos", "kodim02.png"), ("faces", "group_10.jpg")])
            await bench.UploadAsync($"pets/{folder}/{file}", await File.ReadAllBytesAsync(SharedData.Path("data", folder, file), TestContext.Current.CancellationToken));

        var some = await bench.BuildAsync("some", $$"""{ {{Sources}}, "filters": [ { "kind": "faces", "maxFaces": 2 } ] }""");
        var none = await bench.BuildAsync("none", $$"""{ {{Sources}}, "filters": [ { "kind": "faces", "minFaces": 0, "maxFaces": 0 } ] }""");

        Assert.Equal(["too-many-faces", "no-face", "no-face", "kept"], await OutcomesAsync(some));
        Assert.Equal(["too-many-faces", "kept", "kept", "too-many-faces"], await OutcomesAsync(none));

        async Task<IEnumerable<string>> OutcomesAsync(BuildId build) =>
            (await bench.LedgerAsync(build)).OrderBy(entry => entry.Candidate.Id, StringComparer.Ordinal).Select(entry => entry.Outcome);
    }

    [Fact]
    public async Task Build_whose_detector_was_exchanged_meanwhile_stops()
    {
        await using var bench = await BuildBench.CreateAsync(azurite,
            ("Faces:Model", SharedData.Path("models", "rfb_320.onnx")),
            ("Faces:Sha256", "34cd7e60aeff28744c657de7a3dc64e872d506741de66987f3426f2b79f88017"),
            ("Faces:Kind", "rfb320"));
        await bench.UploadAsync("pets/red/1.png", Photo.Png(200, 20, 20));

        var fault = await Assert.ThrowsAnyAsync<Exception>(() => bench.BuildAsync("pets", $$"""
            { {{Sources}}, "filters": [ { "kind": "faces", "detector": "{{new string('0', 64)}}" } ] }
            """));

        Assert.Contains("34cd7e60", fault.ToString(), StringComparison.Ordinal);
    }
}
