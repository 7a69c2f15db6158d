using CsCheck;
using PhotoScore.Core.Models.Neighbours;

namespace PhotoScore.Core.Tests.Models;

public sealed class EmbeddingsTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task WriteAsync_then_ReadAsync_gives_the_rows_sorted_by_key_over_several_groups()
    {
        var random = new Random(1);
        EmbeddingRow[] rows = [.. Enumerable.Range(0, 5000).Select(i => new EmbeddingRow($"k{i:D5}", i % 3, [(Half)random.NextSingle(), Half.Zero, (Half)(-1)]))];
        using var table = new MemoryStream();

        await EmbeddingsTable.WriteAsync(table, [.. rows.Reverse()], Cancellation);
        var read = await EmbeddingsTable.ReadAsync(table, Cancellation).ToListAsync(Cancellation);

        Assert.Equal(rows.Select(row => (row.Key, row.Label)), read.Select(row => (row.Key, row.Label)));
        Assert.Equal(rows.SelectMany(row => row.Embedding), read.SelectMany(row => row.Embedding));
    }

    [Fact]
    public void Nearest_is_what_comparing_with_every_photo_in_doubles_gives() =>
        Gen.Select(Gen.Float[-3, 3].Array[7].Array[1, 40], Gen.Float[-3, 3].Array[7], Gen.Int[1, 20]).SampleAsync(async (photos, asked, count) =>
        {
            var rows = photos.Select((photo, i) => new EmbeddingRow($"{i:D2}", i, UnitVector.Halves(photo))).ToArray();
            var index = await EmbeddingIndex.LoadAsync(rows.ToAsyncEnumerable(), 7, Cancellation);

            var nearest = index.Nearest(asked, count);

            var norm = Norm(asked.Select(value => (double)value));
            var distances = rows.ToDictionary(row => row.Key, row => 1 - (row.Embedding.Zip(asked).Sum(pair => (double)pair.First * pair.Second) / norm / Norm(row.Embedding.Select(value => (double)value))));
            Assert.Equal(Math.Min(count, rows.Length), nearest.Count);
            Assert.Equal(distances.Values.Order().Take(count), nearest.Select(near => near.Distance), (one, other) => Math.Abs(Math.Clamp(one, 0, 2) - other) < 1e-5);
            Assert.All(nearest, near => Assert.Equal(Math.Clamp(distances[near.Key], 0, 2), near.Distance, tolerance: 1e-5));
            Assert.All(nearest, near => Assert.Equal(near.Label.ToString("D2", System.Globalization.CultureInfo.InvariantCulture), near.Key));
        }, iter: 200);

    private static double Norm(IEnumerable<double> values) => Math.Max(1e-30, Math.Sqrt(values.Sum(value => value * value)));

    [Fact]
    public async Task Nearest_of_equally_near_photos_are_those_whose_keys_sort_first()
    {
        var rows = Enumerable.Range(0, 6).Select(i => new EmbeddingRow($"{i}", 0, UnitVector.Halves([i == 2 ? 0 : 1, 1])));
        var index = await EmbeddingIndex.LoadAsync(rows.ToAsyncEnumerable(), 2, Cancellation);

        Assert.Equal(["2", "0", "1"], index.Nearest([0, 5], 3).Select(near => near.Key));
    }

    [Fact]
    public async Task LoadAsync_another_length_than_the_models_is_refused() => await Assert.ThrowsAsync<InvalidDataException>(
        () => EmbeddingIndex.LoadAsync(new[] { new EmbeddingRow("a", 0, new Half[3]) }.ToAsyncEnumerable(), 4, Cancellation));

    [Theory]
    [InlineData(1e30f)]
    [InlineData(1e-30f)]
    public void Halves_keeps_the_direction_of_large_and_tiny_vectors(float scale) =>
        Assert.Equal([0.6, -0.8], UnitVector.Halves([3 * scale, -4 * scale]).Select(value => (double)value), (one, other) => Math.Abs(one - other) < 1e-3);

    [Fact]
    public void Halves_of_zeros_are_zeros() => Assert.Equal([Half.Zero, Half.Zero], UnitVector.Halves([0, 0]));

    [Fact]
    public void Sample_of_many_depends_on_the_seed_and_keeps_the_order()
    {
        string[] keys = [.. Enumerable.Range(0, 1000).Select(i => $"key-{i}")];

        var (one, again, other) = (EmbeddingSample.Of(keys, 100, 1), EmbeddingSample.Of(keys, 100, 1), EmbeddingSample.Of(keys, 100, 2));

        Assert.Equal(one, again);
        Assert.NotEqual(one, other);
        Assert.Equal(one.Order(), one);
        Assert.Equal((100, 1000), (one.Distinct().Count(), EmbeddingSample.Of(keys, 1000, 1).Count));
        // Ten of each hundred on average; a binomial of 100 at 1/10 has a deviation of 3.
        Assert.All(one.CountBy(i => i / 100), part => Assert.InRange(part.Value, 1, 22));
    }
}
