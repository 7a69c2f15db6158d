using PhotoScore.Core.Training;
using PhotoScore.Functions.Storage;
using PhotoScore.Functions.Tests.Datasets;
using PhotoScore.Testing;

namespace PhotoScore.Functions.Tests.Training;

public sealed class BuildTrainingTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task Build_whose_recipe_says_train_starts_the_training_on_its_own_version()
    {
        await using var bench = await BenchAsync(photos: 20);
        var build = await bench.BuildAsync("pets", Recipe(""" "train": { "model": "pet-kinds", "architecture": "basic-cnn", "epochs": 2 } """));

        var again = await bench.RunAsync(build);

        Assert.Equal("train-pet-kinds-v1", again.Training);
        Assert.Equal("train-pet-kinds-v1", Assert.Single(bench.Client.Instances).Key);
        var accepted = await bench.Storage.Models.ReadJsonAsync<AcceptedTraining>("pet-kinds/v1/training.json", TestContext.Current.CancellationToken);
        Assert.Equal((build.Version, 2, build.InstanceId), (accepted!.Value.DatasetVersion, accepted.Value.Request.Epochs, accepted.Value.Origin));
    }

    [Fact]
    public async Task Build_that_is_too_small_to_train_on_is_complete_and_says_why()
    {
        await using var bench = await BenchAsync(photos: 2);
        var build = await bench.BuildAsync("pets", Recipe(""" "train": { "model": "pet-kinds", "architecture": "basic-cnn" } """));

        var built = await bench.RunAsync(build);

        Assert.StartsWith("Not started: version: pets v1 has no ", built.Training, StringComparison.Ordinal);
        Assert.NotNull(await bench.ManifestAsync(build));
        Assert.Empty(bench.Client.Instances);
    }

    private async Task<BuildBench> BenchAsync(int photos)
    {
        var bench = await BuildBench.CreateAsync(azurite);
        for (var i = 0; i < photos; i++)
            await bench.UploadAsync($"pets/{(i % 2 == 0 ? "cat" : "dog")}/{i:D3}.jpg", Datasets.Some.Jpeg(i));
        return bench;
    }

    private static string Recipe(string train) => $$"""
        { "sources": [ { "kind": "folder", "name": "pets" } ], "labels": { "kind": "folder" },
          "image": { "size": 64 }, "split": { "train": 0.6, "validation": 0.2, "test": 0.2 }, {{train}} }
        """;
}
