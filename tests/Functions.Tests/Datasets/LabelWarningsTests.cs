using PhotoScore.Core.Datasets;
using PhotoScore.Functions.Datasets.Progress;
using PhotoScore.Local.Azurite;
using PhotoScore.Testing;

namespace PhotoScore.Functions.Tests.Datasets;

public sealed class LabelWarningsTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task Build_of_negatives_that_are_all_of_one_size_says_so_in_status_and_manifest()
    {
        await using var bench = await BuildBench.CreateAsync(azurite);
        for (var i = 0; i < 60; i++)
        {
            var (width, height) = i % 2 == 0 ? (200, 200) : (180 + i, 260 - i);
            await bench.UploadAsync($"pets/{(i % 2 == 0 ? "not" : "cat")}/{i:D3}.jpg", Some.Jpeg(i, width, height));
        }

        var build = await bench.BuildAsync("pets", """
            { "sources": [ { "kind": "folder", "name": "pets" } ], "labels": { "kind": "folder" }, "image": { "size": 64, "minWidth": 100, "minHeight": 100 } }
            """);

        var manifest = await bench.ManifestAsync(build);
        var warning = Assert.Single(manifest.Findings.Warnings, warning => warning.Message.StartsWith("The image size alone predicts", StringComparison.Ordinal));
        Assert.Equal("label-shortcut", warning.Code);
        Assert.Equal(60, manifest.Findings.Labels!.ClassCounts.Values.Sum(counts => counts.Sum()));
        var status = await bench.Get<BuildProgressReader>().ReadAsync(build, new FakeDurableClient(), TestContext.Current.CancellationToken);
        Assert.Contains(warning, status!.Warnings);
    }

    [Fact]
    public async Task Build_of_the_hidden_property_recipe_drops_faces_with_both_labels_and_splits_as_the_study()
    {
        var recipe = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "recipes", "hidden-property.json"), TestContext.Current.CancellationToken);
        var faces = SharedData.Path("data", "faces-smile");
        var conflict = File.ReadLines(SharedData.Path("data", "truth", "faces-smile_pairs.csv")).Skip(1).Select(line => line.Split(','))
            .First(pair => pair[3] == "byte-identical" && pair[2] == "1")[..2];
        string[] files = [.. Directory.GetFiles(faces, "*.jpg", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(faces, file)).Order(StringComparer.Ordinal)
            .Where((_, i) => i % 20 == 0).Union(conflict)];
        await using var bench = await BuildBench.CreateAsync(azurite);
        foreach (var file in files)
            await bench.UploadAsync($"faces/{file}", await File.ReadAllBytesAsync(Path.Combine(faces, file), TestContext.Current.CancellationToken));

        var build = await bench.BuildAsync("smiles", recipe);

        var manifest = await bench.ManifestAsync(build);
        var outcomes = (await bench.LedgerAsync(build)).ToDictionary(entry => entry.Candidate.Id, entry => entry.Outcome);
        Assert.All(conflict, file => Assert.Equal(Outcomes.LabelConflict, outcomes[file]));
        Assert.Equal(["not_smiling", "smiling"], manifest.Classes);
        double kept = manifest.Shards.Sum(shard => shard.Photos);
        Assert.Equal([0.595, 0.105, 0.30], manifest.Shards.Select(shard => shard.Photos / kept), (share, actual) => Math.Abs(share - actual) < 0.02);
    }
}
