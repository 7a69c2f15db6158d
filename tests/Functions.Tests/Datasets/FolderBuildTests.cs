using PhotoScore.Core.Datasets;
using PhotoScore.Core.Datasets.Sharding;
using PhotoScore.Core.Imaging;
using PhotoScore.Functions.Datasets.Orchestration;
using PhotoScore.Testing;

namespace PhotoScore.Functions.Tests.Datasets;

public sealed class FolderBuildTests(AzuriteFixture azurite)
{
    private const string Recipe = """
        { "sources": [ { "kind": "folder", "name": "pets" } ], "labels": { "kind": "folder" },
          "image": { "size": 64 }, "split": { "train": 0.6, "validation": 0.2, "test": 0.2 } }
        """;

    [Fact]
    public async Task Build_folder_of_two_classes_gives_a_complete_version()
    {
        await using var bench = await BuildBench.CreateAsync(azurite, ("Builds:CandidatesPerChunk", "16"));
        for (var i = 0; i < 50; i++)
            await bench.UploadAsync($"pets/{(i % 2 == 0 ? "cat" : "dog")}/{i:D3}.jpg", Some.Jpeg(i));

        var build = await bench.BuildAsync("pets", Recipe);

        var manifest = await bench.ManifestAsync(build);
        Assert.Equal(["cat", "dog"], manifest.Classes);
        Assert.Equal(new Dictionary<string, int> { ["kept"] = 50 }, manifest.Outcomes);
        Assert.Equal(50, manifest.Shards.Sum(shard => shard.Photos));
        Assert.Equal([25, 25], Enumerable.Range(0, 2).Select(label => manifest.Shards.Sum(shard => shard.ClassCounts[label])));
        Assert.Equal([Split.Train, Split.Validation, Split.Test], manifest.Shards.Select(shard => shard.Split));
        Assert.Equal(30, manifest.Shards[0].Photos);
        Assert.All(manifest.Statistics.Mean, mean => Assert.InRange(mean, 0.4, 0.6));
        Assert.Equal(
            [BuildStage.Listing, BuildStage.Planning, BuildStage.Fetching, BuildStage.Assembling, BuildStage.Packing, BuildStage.Finishing],
            bench.Statuses.Cast<BuildStatus>().Select(status => status.Stage).Distinct());
    }

    [Fact]
    public async Task Build_photos_table_points_at_the_jpegs_in_the_shards()
    {
        await using var bench = await BuildBench.CreateAsync(azurite);
        for (var i = 0; i < 12; i++)
            await bench.UploadAsync($"pets/{(i % 2 == 0 ? "cat" : "dog")}/{i:D3}.jpg", Some.Jpeg(i, width: 320 + (10 * i)));

        var build = await bench.BuildAsync("pets", Recipe);

        foreach (var photo in await bench.PhotosAsync(build))
        {
            var jpeg = await bench.Store.JpegAsync(build.Paths.Shard(photo.Shard), photo.Offset, photo.Length, TestContext.Current.CancellationToken);
            using var stored = ImageDecoder.Decode(jpeg);
            var number = int.Parse(photo.Photo.Candidate.Id.AsSpan(4, 3));
            Assert.Equal((320 + (10 * number), 240), (photo.Photo.Facts.Width, photo.Photo.Facts.Height));
            Assert.Equal(((320 + (10 * number)) * 64 / 240, 64), (stored.Width, stored.Height));
            Assert.Equal(number % 2, photo.Photo.Label);
        }
    }

    [Fact]
    public async Task Build_shards_hold_what_the_table_says()
    {
        await using var bench = await BuildBench.CreateAsync(azurite, ("Builds:CandidatesPerChunk", "5"));
        for (var i = 0; i < 20; i++)
            await bench.UploadAsync($"pets/{(i % 2 == 0 ? "cat" : "dog")}/{i:D3}.jpg", Some.Jpeg(i));

        var build = await bench.BuildAsync("pets", Recipe);

        var rows = (await bench.PhotosAsync(build)).ToDictionary(row => row.Photo.Key);
        foreach (var shard in (await bench.ManifestAsync(build)).Shards)
        {
            await using var tar = await bench.Store.OpenShardAsync(build.Paths, shard, TestContext.Current.CancellationToken);
            await foreach (var sample in ShardReader.ReadAsync(tar, TestContext.Current.CancellationToken))
            {
                using (sample)
                {
                    Assert.Equal((shard.Name, sample.Label), (rows[sample.Key].Shard, rows[sample.Key].Photo.Label));
                    Assert.True(rows.Remove(sample.Key));
                }
            }
        }
        Assert.Empty(rows);
    }

    [Fact]
    public async Task Build_complete_leaves_nothing_but_the_stored_formats()
    {
        await using var bench = await BuildBench.CreateAsync(azurite);
        for (var i = 0; i < 12; i++)
            await bench.UploadAsync($"pets/{(i % 2 == 0 ? "cat" : "dog")}/{i:D3}.jpg", Some.Jpeg(i));

        var build = await bench.BuildAsync("pets", Recipe);

        var names = (await bench.BlobsAsync(build, _ => true)).Keys.Select(name => System.Text.RegularExpressions.Regex.Replace(name, "[0-9a-f]{64}", "#"));
        Assert.Equal(
            [
                "candidates/00000.parquet", "chunks/00000-#.tar", "chunks/00000.parquet", "dataset.json", "ledger.parquet", "photos.parquet",
                "pictures/mean-0.jpg", "pictures/mean-1.jpg", "recipe.json", "report.html", "report.json", "shards/test-00000.tar", "shards/train-00000.tar", "shards/validation-00000.tar",
            ],
            names);
    }

    [Fact]
    public async Task Build_second_version_keeps_known_photos_in_their_split()
    {
        await using var bench = await BuildBench.CreateAsync(azurite);
        for (var i = 0; i < 30; i++)
            await bench.UploadAsync($"pets/{(i % 2 == 0 ? "cat" : "dog")}/{i:D3}.jpg", Some.Jpeg(i));
        var first = await bench.PhotosAsync(await bench.BuildAsync("pets", Recipe));
        for (var i = 30; i < 60; i++)
            await bench.UploadAsync($"pets/{(i % 2 == 0 ? "cat" : "dog")}/{i:D3}.jpg", Some.Jpeg(i));

        var second = await bench.BuildAsync("pets", Recipe.Replace("\"test\": 0.2", "\"test\": 0.2, \"seed\": 7"));

        Assert.Equal(2, second.Version.Number);
        var splits = (await bench.PhotosAsync(second)).ToDictionary(row => row.Photo.Key, row => row.Photo.Split);
        Assert.Equal(60, splits.Count);
        Assert.All(first, row => Assert.Equal(row.Photo.Split, splits[row.Photo.Key]));
    }

    [Fact]
    public async Task Build_every_file_of_the_odd_ones_has_a_reason()
    {
        var folder = SharedData.Path("data", "odd-files");
        await using var bench = await BuildBench.CreateAsync(azurite, ("Builds:CandidatesPerChunk", "20"));
        var files = Directory.GetFiles(folder, "*", SearchOption.AllDirectories);
        foreach (var file in files)
            await bench.UploadAsync($"odd/thing/{Path.GetRelativePath(folder, file)}", await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken));

        var build = await bench.BuildAsync("odd-files", """
            { "sources": [ { "kind": "folder", "name": "odd" } ], "labels": { "kind": "folder" }, "image": { "minWidth": 1, "minHeight": 1 } }
            """);

        var ledger = await bench.LedgerAsync(build);
        Assert.Equal(files.Length, ledger.Count);
        Assert.All(ledger, entry => Assert.True(entry.Outcome == Outcomes.Kept || entry.Detail is { Length: > 0 }, entry.Candidate.Id));
        Assert.True(ledger.Select(entry => entry.Outcome).Distinct().Count() >= 4);
        TestContext.Current.SendDiagnosticMessage(string.Join(", ", ledger.CountBy(entry => entry.Outcome)));
    }
}
