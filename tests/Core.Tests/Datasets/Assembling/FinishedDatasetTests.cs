using System.Globalization;
using System.Security.Cryptography;
using PhotoScore.Core.Datasets;
using PhotoScore.Core.Datasets.Assembling;
using PhotoScore.Core.Datasets.Recipes;
using PhotoScore.Core.Datasets.Sharding;
using PhotoScore.Core.Datasets.Statistics;
using PhotoScore.Core.Datasets.Tables;
using PhotoScore.Core.Imaging;

namespace PhotoScore.Core.Tests.Datasets.Assembling;

public sealed class FinishedDatasetTests
{
    private static readonly Recipe Recipe = new()
    {
        Sources = [new UrlsSource { Blob = "some.csv" }],
        Labels = new ScoreLabels { Score = new ScoreRecipe { Metric = "views" }, Cut = new Cut { Kind = CutKind.Quantiles, Quantiles = 3 } },
    };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 7)]
    [InlineData(3, 1000)]
    public async Task Rows_of_the_same_outcomes_in_other_orders_and_chunks_give_the_same_bytes(int seed, int chunkSize)
    {
        var expected = await BuildAsync(Entries(), 50);

        var actual = await BuildAsync(Some.Shuffled(Entries(), seed), chunkSize);

        Assert.Equal(expected.Order(StringComparer.Ordinal), actual.Order(StringComparer.Ordinal));
        Assert.True(expected.Count > 4);
    }

    [Fact]
    public void Rows_of_a_shard_with_other_photos_are_refused()
    {
        var plan = ShardPlan.Make([Some.Photo("a"), Some.Photo("b")], seed: 1);
        var info = new ShardInfo(plan[0].Name, Split.Train, 1, 1, "", [1]);

        Assert.Throws<InvalidDataException>(() => FinishedDataset.Rows(plan, [new PackedShard(info, [new ShardEntry("other", 512, 1)], null)]));
        Assert.Throws<InvalidDataException>(() => FinishedDataset.Rows(plan, []));
    }

    [Fact]
    public void Statistics_are_of_train_shards_only()
    {
        using var white = Pixels.From(Enumerable.Repeat((byte)255, 8 * 6 * 3).ToArray(), 8, 6);
        using var black = Pixels.From(new byte[10 * 4 * 3], 10, 4);
        var train = new ShardStatisticsBuilder(classes: 2);
        foreach (var (picture, label) in new[] { (white, 0), (black, 1) })
        {
            train.Add(PhotoMoments.Of(picture.Span));
            train.AddPicture(picture, label);
        }
        var info = new ShardInfo("some", Split.Train, 1, 1, "", [1, 1]);

        var all = FinishedDataset.Statistics(2, [new PackedShard(info, [], train.Build()), new PackedShard(info, [], null)]);

        Assert.Equal([0.5, 0.5, 0.5], all.Moments.ToStatistics().Mean);
        Assert.Equal([0.5, 0.5, 0.5], all.Moments.ToStatistics().StandardDeviation);
        Assert.All(all.ClassMeans[0].ToPixels()!, value => Assert.Equal(255, value));
        Assert.All(all.ClassMeans[1].ToPixels()!, value => Assert.Equal(0, value));
    }

    private static LedgerEntry[] Entries() => [.. Enumerable.Range(0, 300).Select(i => i % 11 == 0
        ? new LedgerEntry(Some.Candidate(Some.Id(i)), "http-404", "404 Not Found", null)
        : Some.Kept(
            Some.Candidate(Some.Id(i), author: i % 4 == 0 ? null : $"a{i % 50}", metrics: ("views", i % 37)),
            Some.Facts(i % 13 == 0 ? "often" : Some.Id(i), length: 100 + (i % 9))))];

    // The way of a build from chunks to tables; a line for each file, with its hash.
    private static async Task<IReadOnlyList<string>> BuildAsync(LedgerEntry[] entries, int chunkSize)
    {
        var dataset = DatasetAssembler.Assemble(
            Recipe, [.. entries.Chunk(chunkSize).Select((chunk, i) => new ChunkLedger($"{i.ToString(CultureInfo.InvariantCulture)}.tar", chunk))], []);
        var plan = ShardPlan.Make(dataset.Photos, Recipe.Split.Seed, new ShardLimits { MaxPhotos = 60 });

        var packed = new List<PackedShard>();
        foreach (var shard in plan)
        {
            await using var writer = new ShardWriter(Stream.Null, shard, dataset.Classes);
            foreach (var photo in shard.Photos)
                await writer.AddAsync(photo, new byte[photo.Facts.Length], Cancellation);
            var (info, positions) = await writer.CompleteAsync(Cancellation);
            packed.Add(new PackedShard(info, positions, null));
        }

        return
        [
            .. packed.Select(shard => $"{shard.Info.Name} {shard.Info.Sha256}"),
            $"photos {await HashAsync(stream => PhotosTable.WriteAsync(stream, FinishedDataset.Rows(plan, packed), Cancellation))}",
            $"ledger {await HashAsync(stream => LedgerTable.WriteAsync(stream, dataset.Ledger, Cancellation))}",
        ];
    }

    private static async Task<string> HashAsync(Func<Stream, Task> write)
    {
        using var stream = new MemoryStream();
        await write(stream);
        return Convert.ToHexStringLower(SHA256.HashData(stream.ToArray()));
    }
}
