using PhotoScore.Trainer.Classical.Forests;
using PhotoScore.Trainer.Classical.OneClass;
using PhotoScore.Trainer.Data;

namespace PhotoScore.Trainer.Tests.Classical;

public sealed class ForestTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static ForestData Data => new(SomeFeatures.Matrix, SomeFeatures.Labels(3), 3, [1, 1, 1]);

    // The first questions of DecisionTreeClassifier.
    [Fact]
    public void Grow_asks_what_another_library_asks_first()
    {
        var tree = new TreeGrower(Data).Grow([.. Enumerable.Repeat(1, SomeFeatures.Rows)], tries: 4, new CounterRandom(1, 1));

        Assert.Equal((3, 1.02052712f), (tree.Feature[0], tree.Threshold[0]));
        var below = tree.Below[0];
        Assert.Equal((2, 1.04808351f), (tree.Feature[below], tree.Threshold[below]));
    }

    [Fact]
    public void Grow_until_leaves_are_pure_answers_every_photo_right()
    {
        var tree = new TreeGrower(Data).Grow([.. Enumerable.Repeat(1, SomeFeatures.Rows)], tries: 2, new CounterRandom(1, 1));

        for (var row = 0; row < SomeFeatures.Rows; row++)
            Assert.Equal(1, tree[SomeFeatures.Matrix[row]][row % 3]);
    }

    [Fact]
    public void Grow_is_the_same_whatever_the_number_of_threads()
    {
        var forest = RandomForest.Grow(Data, trees: 20, seed: 7, () => { }, Cancellation);
        var again = RandomForest.Grow(Data, trees: 20, seed: 7, () => Thread.Sleep(Random.Shared.Next(3)), Cancellation);
        var other = RandomForest.Grow(Data, trees: 20, seed: 8, () => { }, Cancellation);

        Assert.Equal(forest.SelectMany(tree => tree.Threshold), again.SelectMany(tree => tree.Threshold));
        Assert.NotEqual(forest.SelectMany(tree => tree.Threshold), other.SelectMany(tree => tree.Threshold));
    }

    [Fact]
    public void Grow_of_values_one_float_apart_still_parts_them()
    {
        var (low, high) = (1f, MathF.BitIncrement(1f));
        var data = new ForestData(new([low, high, low, high], 1), [0, 1, 0, 1], 2, [1, 1]);

        var tree = new TreeGrower(data).Grow([1, 1, 1, 1], tries: 1, new CounterRandom(1, 1));

        Assert.Equal((3, low), (tree.Nodes, tree.Threshold[0]));
    }

    [Fact]
    public void Grow_of_photos_that_no_feature_tells_apart_gives_the_shares_of_their_classes()
    {
        var data = new ForestData(new([1, 1, 1, 1], 1), [0, 1, 1, 1], 2, [1, 1]);

        var tree = new TreeGrower(data).Grow([1, 1, 1, 1], tries: 1, new CounterRandom(1, 1));

        Assert.Equal((1, 0.75f), (tree.Nodes, tree.Value[1]));
    }

    // sklearn.ensemble._iforest._average_path_length
    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 1)]
    [InlineData(3, 1.20739236)]
    [InlineData(10, 3.74888048)]
    [InlineData(256, 10.24477092)]
    public void MeanDepth_is_that_of_another_library(int n, double expected) => Assert.Equal(expected, IsolationForest.MeanDepth(n), 1e-7);
}
