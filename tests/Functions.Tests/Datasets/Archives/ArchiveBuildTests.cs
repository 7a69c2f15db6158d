using PhotoScore.Core.Datasets.Recipes;
using PhotoScore.Functions.Datasets.Api;
using PhotoScore.Functions.Datasets.Assembling;
using PhotoScore.Functions.Datasets.Chunks;
using PhotoScore.Functions.Datasets.Finishing;
using PhotoScore.Functions.Datasets.Progress;
using PhotoScore.Testing;

namespace PhotoScore.Functions.Tests.Datasets.Archives;

public sealed class ArchiveBuildTests(AzuriteFixture azurite)
{
    private const string Rest = """ "labels": { "kind": "folder" }, "image": { "size": 64 }, "split": { "train": 0.6, "validation": 0.2, "test": 0.2 } """;

    [Theory]
    [InlineData(".tar")]
    [InlineData(".zip")]
    public async Task Build_archive_gives_the_dataset_that_its_folder_gives(string extension)
    {
        await using var bench = await BuildBench.CreateAsync(azurite);
        var files = Enumerable.Range(0, 20).Select(i => (Name: $"pets/{(i % 2 == 0 ? "cat" : "dog")}/{i:D3}.jpg", Content: Some.Jpeg(i))).ToList();
        foreach (var (name, content) in files)
            await bench.UploadAsync(name, content);
        await bench.UploadAsync($"packed/pets{extension}", Packed.As(extension, files));

        var folder = await bench.BuildAsync("folder", $$"""{ "sources": [ { "kind": "folder", "name": "pets" } ], {{Rest}} }""");
        var archive = await bench.BuildAsync("archive", $$"""{ "sources": [ { "kind": "folder", "archive": "packed/pets{{extension}}" } ], {{Rest}} }""");

        var (expected, photos) = (await bench.PhotosAsync(folder), await bench.PhotosAsync(archive));
        Assert.Equal(20, photos.Count);
        Assert.Equal(
            expected.Select(row => (row.Photo.Key, row.Photo.Candidate.Id, row.Photo.Label, row.Photo.Split, row.Photo.Facts.Sha256)),
            photos.Select(row => (row.Photo.Key, row.Photo.Candidate.Id, row.Photo.Label, row.Photo.Split, row.Photo.Facts.Sha256)));
    }

    [Fact]
    public async Task Build_several_archives_each_with_a_class_of_its_own()
    {
        await using var bench = await BuildBench.CreateAsync(azurite);
        await bench.UploadAsync("a.zip", Packed.Zip(Enumerable.Range(0, 6).Select(i => ($"{i}.jpg", Some.Jpeg(i))).Append(("../up.jpg", Some.Jpeg(99)))));
        await bench.UploadAsync("b.tar", Packed.Tar(Enumerable.Range(0, 6).Select(i => ($"{i}.jpg", Some.Jpeg(100 + i)))));

        var build = await bench.BuildAsync("two", """
            { "sources": [ { "kind": "folder", "archive": "a.zip", "class": "yes", "maxPhotos": 5 }, { "kind": "folder", "archive": "b.tar", "class": "no" } ],
              "labels": { "kind": "given" }, "image": { "size": 64 } }
            """);

        Assert.Equal(["no", "yes"], (await bench.ManifestAsync(build)).Classes);
        Assert.Equal([6, 5], (await bench.PhotosAsync(build)).CountBy(row => row.Photo.Label).OrderBy(count => count.Key).Select(count => count.Value));
        Assert.Equal("unsafe-path", Assert.Single(await bench.LedgerAsync(build), entry => entry.Outcome != "kept").Outcome);
    }

    [Fact]
    public async Task Progress_of_a_running_build_counts_every_outcome_as_far_as_it_is_decided()
    {
        await using var bench = await BuildBench.CreateAsync(azurite);
        await bench.UploadAsync("c.zip", Packed.Zip(Enumerable.Range(0, 8).Select(i => ($"{(i % 2 == 0 ? "cat" : "dog")}/{i}.jpg", Some.Jpeg(i))).Append(("cat/twin.jpg", Some.Jpeg(0))).Append(("../up.jpg", [1])).Append(("cat/.DS_Store", [1]))));
        var build = await bench.AcceptAsync("told", $$"""{ "sources": [ { "kind": "folder", "archive": "c.zip" } ], {{Rest}} }""");
        var before = new Dictionary<string, BuildProgress>();
        bench.Disturb = async (activity, run) =>
        {
            before[activity] = (await bench.Get<BuildProgressReader>().ReadAsync(build, new FakeDurableClient(), TestContext.Current.CancellationToken))!;
            return await run(TestContext.Current.CancellationToken);
        };

        await bench.RunAsync(build);

        Assert.Equal(new Dictionary<string, int> { ["not-a-photo"] = 1, ["unsafe-path"] = 1 }, before[nameof(ProcessChunk)].Counts);
        Assert.Equal(new Dictionary<string, int> { ["kept"] = 9, ["not-a-photo"] = 1, ["unsafe-path"] = 1 }, before[nameof(AssembleDataset)].Counts);
        Assert.Equal(new Dictionary<string, int> { ["duplicate"] = 1, ["kept"] = 8, ["not-a-photo"] = 1, ["unsafe-path"] = 1 }, before[nameof(WriteTables)].Counts);
        Assert.Equal(before[nameof(WriteTables)].Counts, (await bench.ManifestAsync(build)).Outcomes);
        Assert.Equal((11, 11), (before[nameof(AssembleDataset)].Candidates, before[nameof(AssembleDataset)].Done));
    }

    [Fact]
    public async Task MissingSourcesAsync_names_archives_and_lists_that_are_not_there()
    {
        await using var bench = await BuildBench.CreateAsync(azurite);
        await bench.UploadAsync("here.zip", Packed.Zip([("1.jpg", [1])]));
        var recipe = RecipeReader.Read("""
            { "sources": [ { "kind": "folder", "archive": "here.zip" }, { "kind": "folder", "archive": "gone.tar" }, { "kind": "instagram", "blob": "gone.txt", "class": "liked" } ],
              "labels": { "kind": "given" } }
            """).Recipe!;

        var missing = await bench.Get<BuildStarter>().MissingSourcesAsync(recipe, TestContext.Current.CancellationToken);

        Assert.Equal(["$.sources[1].archive", "$.sources[2].blob"], missing.Keys.Order());
    }
}
