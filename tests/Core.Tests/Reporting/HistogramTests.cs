using CsCheck;
using PhotoScore.Core.Reporting;

namespace PhotoScore.Core.Tests.Reporting;

public sealed class HistogramTests
{
    [Fact]
    public void Linear_edges_are_round_and_bins_hold_their_lower_edge()
    {
        var counter = HistogramCounter.Linear(new Extent(0.3, 9.7), 10, series: 1);
        foreach (var value in (double[])[0.3, 1, 1.5, 2, 9.7])
            counter.Add(0, value);

        var histogram = counter.Build();

        Assert.Equal([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10], histogram.Edges);
        Assert.Equal([1, 2, 1, 0, 0, 0, 0, 0, 0, 1], histogram.Counts[0]);
    }

    [Fact]
    public void Octaves_edges_double()
    {
        var histogram = HistogramCounter.Octaves(new Extent(3, 60), 5, series: 1).Build();

        Assert.Equal([2, 4, 8, 16, 32, 64], histogram.Edges);
    }

    [Theory]
    [InlineData(64)]
    [InlineData(0)]
    [InlineData(-3.5)]
    [InlineData(1e-300)]
    [InlineData(1e300)]
    public void Any_one_value_has_a_bin(double value)
    {
        foreach (var counter in (HistogramCounter[])[HistogramCounter.Linear(new Extent(value, value), 24, 1), HistogramCounter.Octaves(new Extent(value, value), 24, 1)])
        {
            counter.Add(0, value);
            Assert.Equal(1, counter.Build().Counts[0].Sum());
        }
    }

    [Fact]
    public void Every_value_is_counted_between_its_edges() =>
        Gen.Select(Gen.Double[-1e6, 1e6].Array[1, 60], Gen.Bool).Sample((values, octaves) =>
        {
            var extent = values.Aggregate(Extent.Empty, (extent, value) => extent.With(value));
            var counter = octaves ? HistogramCounter.Octaves(extent, 24, 1) : HistogramCounter.Linear(extent, 24, 1);
            foreach (var value in values)
                counter.Add(0, value);

            var histogram = counter.Build();

            Assert.Equal(values.Length, histogram.Counts[0].Sum());
            Assert.InRange(histogram.Edges.Count, 2, 4 * 24);
            for (var bin = 0; bin < histogram.Counts[0].Count; bin++)
            {
                var (from, to, last) = (histogram.Edges[bin], histogram.Edges[bin + 1], bin == histogram.Counts[0].Count - 1);
                // At the two ends rounding may leave a value just outside; it is counted there all the same.
                Assert.Equal(values.Count(value => (bin == 0 || value >= from) && (last || value < to)), histogram.Counts[0][bin]);
            }
        });

    [Fact]
    public void NameCounter_names_within_the_capacity_are_counted_exactly() =>
        Gen.Int[0, 9].Array[0, 200].Sample(names =>
        {
            var counter = new NameCounter(capacity: 10);
            foreach (var name in names)
                counter.Add($"{name}");

            var top = counter.Top(10);

            Assert.True(top.Exact);
            Assert.Equal(
                names.GroupBy(name => $"{name}").OrderByDescending(name => name.Count()).ThenBy(name => name.Key, StringComparer.Ordinal).Select(name => new NamedCount(name.Key, name.Count())),
                top.Top);
        });

    [Fact]
    public void NameCounter_past_the_capacity_never_counts_too_little_and_keeps_the_frequent() =>
        Gen.Int[0, 60].Array[1, 500].Sample(names =>
        {
            const int Capacity = 12;
            var counter = new NameCounter(Capacity);
            foreach (var name in names)
                counter.Add($"{name}");

            var top = counter.Top(Capacity).Top.ToDictionary(name => name.Name, name => name.Count);

            foreach (var (name, count) in names.CountBy(name => $"{name}"))
            {
                // Space-Saving's guarantees: whoever has more than one in capacity is there, and no count is too small or too large by more.
                Assert.True(top.ContainsKey(name) || count <= names.Length / Capacity);
                if (top.TryGetValue(name, out var counted))
                    Assert.InRange(counted, count, count + (names.Length / Capacity));
            }
        });
}
