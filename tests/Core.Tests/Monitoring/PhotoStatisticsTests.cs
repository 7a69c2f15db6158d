using System.Text.Json;
using CsCheck;
using PhotoScore.Core.Json;
using PhotoScore.Core.Monitoring;

namespace PhotoScore.Core.Tests.Monitoring;

public sealed class PhotoStatisticsTests
{
    private static readonly Gen<Seen> Photos = Gen.Select(
        Gen.Float[0, 1], Gen.Float[-2, 2].Array[3], Gen.Byte.Array[12], Gen.Int[1, 4000], (yes, embedding, pixels, side) => new Seen(yes, embedding, pixels, side));

    [Fact]
    public void Build_two_photos_gives_what_is_computed_by_hand()
    {
        var builder = new PhotoStatisticsBuilder(["no", "yes"]);
        builder.Add([0.75f, 0.25f], [3, 4], [10, 20, 30, 20, 20, 30], (400, 300), 1000);
        builder.Add([0, 1], [0, 0], [30, 20, 10, 40, 20, 10]);

        var statistics = builder.Build();

        Assert.Equal(2, statistics.Photos);
        Assert.Equal([0, 0, 1, 0, 0, 0, 0, 0, 0, 1], statistics.Histograms["yes"]);
        Assert.Equal([1, 0, 0, 0, 0, 0, 0, 1, 0, 0], statistics.Histograms["no"]);
        Assert.Equal((0.625, 0.140625), (statistics.Probabilities["yes"].Mean, statistics.Probabilities["yes"].Variance));
        Assert.Equal([1.5, 2], statistics.Embedding!.Mean);
        Assert.Equal([2.25, 4], statistics.Embedding.Variance);
        Assert.Equal(new Moments(2, 2.5, 6.25), statistics.EmbeddingNorm);
        // Red: 10, 20, 30, 40 as pixels, 15 and 35 as photos.
        Assert.Equal(new ChannelMoments(new(4, 25, 125), new(2, 25, 100)), statistics.Channels[0]);
        Assert.Equal(new ChannelMoments(new(4, 20, 0), new(2, 20, 0)), statistics.Channels[1]);
        Assert.Equal((new Moments(1, 400, 0), new Moments(1, 300, 0), new Moments(1, 1000, 0)), (statistics.Width, statistics.Height, statistics.Bytes));
    }

    [Fact]
    public void Merge_photos_of_several_processes_in_any_order_equals_one_that_saw_them_all() =>
        Gen.Select(Photos.Array[1, 40], Gen.Int[1, 5], Gen.Int).Sample((photos, processes, seed) =>
        {
            var random = new Random(seed);
            var parts = photos.GroupBy(_ => random.Next(processes)).Select(part => Build([.. part])).ToArray();
            random.Shuffle(parts);

            var merged = parts.Aggregate((a, b) => a.Merge(b));

            var whole = Build(photos);
            Assert.Equal(whole.Histograms["yes"], merged.Histograms["yes"]);
            Assert.Equal((whole.Photos, whole.Width.Count, whole.Embedding!.Count), (merged.Photos, merged.Width.Count, merged.Embedding!.Count));
            foreach (var (one, other) in Numbers(whole).Zip(Numbers(merged)))
                Assert.Equal(one, other, 1e-6 * Math.Max(1, Math.Abs(one)));
        });

    [Fact]
    public void Merge_is_the_same_after_a_way_through_storage()
    {
        var statistics = Build([new Seen(0.5f, [1, 2, 3], new byte[12], 7)]);

        var stored = JsonSerializer.Deserialize<PhotoStatistics>(JsonSerializer.SerializeToUtf8Bytes(statistics, StoredJson.Indented), StoredJson.Compact)!;

        Assert.Equal(Numbers(statistics), Numbers(stored));
        Assert.Equal(statistics.Histograms["no"], stored.Histograms["no"]);
    }

    [Fact]
    public void Add_photo_larger_than_the_sample_takes_pixels_from_all_over_it()
    {
        var pixels = new byte[300 * 200 * 3];
        for (var i = 0; i < pixels.Length; i++)
            pixels[i] = (byte)(i / 3 / 300 < 100 ? 50 : 150);
        var builder = new PhotoStatisticsBuilder(["only"]);

        builder.Add([1], [], pixels);

        // The upper half at 50, the lower half at 150.
        Assert.Equal(100, builder.Build().Channels[0].PhotoMeans.Mean, 0.5);
        Assert.Null(builder.Build().Embedding);
    }

    private static PhotoStatistics Build(Seen[] photos)
    {
        var builder = new PhotoStatisticsBuilder(["no", "yes"]);
        foreach (var photo in photos)
            builder.Add([1 - photo.Yes, photo.Yes], photo.Embedding, photo.Pixels, (photo.Side, 2 * photo.Side), photo.Side * 10L);
        return builder.Build();
    }

    private static IEnumerable<double> Numbers(PhotoStatistics statistics)
    {
        Moments[] all =
        [
            .. statistics.Probabilities.Values, statistics.EmbeddingNorm, statistics.Width, statistics.Height, statistics.Bytes,
            .. statistics.Channels.SelectMany(channel => (Moments[])[channel.Pixels, channel.PhotoMeans]),
            .. Enumerable.Range(0, 3).Select(statistics.Embedding!.Of),
        ];
        return all.SelectMany(moments => (double[])[moments.Mean, moments.Variance]);
    }

    private sealed record Seen(float Yes, float[] Embedding, byte[] Pixels, int Side);
}
