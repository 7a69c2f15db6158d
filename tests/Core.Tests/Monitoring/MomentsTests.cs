using CsCheck;
using PhotoScore.Core.Monitoring;

namespace PhotoScore.Core.Tests.Monitoring;

public sealed class MomentsTests
{
    private static readonly Gen<double[]> Numbers = Gen.Double[-1000, 1000].Array[1, 200];

    [Fact]
    public void Of_known_numbers_gives_their_mean_and_population_variance()
    {
        // 2, 4, 4, 4, 5, 5, 7, 9: the textbook's example, mean 5 and standard deviation 2.
        var moments = Moments.Of(8, 40, 232);

        Assert.Equal((8, 5.0, 4.0, 2.0), (moments.Count, moments.Mean, moments.Variance, moments.StandardDeviation()));
    }

    [Fact]
    public void Merge_parts_in_any_order_equals_one_pass() => Gen.Select(Numbers, Gen.Int[1, 10], Gen.Int).Sample((numbers, parts, seed) =>
    {
        var pieces = numbers.GroupBy(number => Math.Abs(number.GetHashCode() % parts)).Select(part => OnePass([.. part])).ToArray();
        new Random(seed).Shuffle(pieces);

        var merged = pieces.Aggregate(default(Moments), (sum, piece) => sum.Merge(piece));

        var (mean, variance) = (numbers.Average(), numbers.Average(number => Math.Pow(number - numbers.Average(), 2)));
        Assert.Equal(numbers.Length, merged.Count);
        Assert.Equal(mean, merged.Mean, 1e-8);
        Assert.Equal(variance, merged.Variance, 1e-5);
    });

    [Fact]
    public void Merge_with_nothing_changes_nothing()
    {
        var some = new Moments(3, 2, 1);

        Assert.Equal((some, some), (some.Merge(default), default(Moments).Merge(some)));
    }

    [Fact]
    public void VectorMerge_merges_each_dimension()
    {
        var merged = new VectorMoments(1, [0, 10], [0, 0]).Merge(new VectorMoments(3, [4, 10], [0, 0]));

        // 0, 4, 4, 4: mean 3, variance 3.
        Assert.Equal((4, 3.0, 3.0, 10.0, 0.0), (merged.Count, merged.Mean[0], merged.Variance[0], merged.Mean[1], merged.Variance[1]));
        Assert.Throws<InvalidDataException>(() => merged.Merge(new VectorMoments(1, [0], [0])));
    }

    private static Moments OnePass(double[] numbers) => Moments.Of(numbers.Length, numbers.Sum(), numbers.Sum(number => number * number));
}
