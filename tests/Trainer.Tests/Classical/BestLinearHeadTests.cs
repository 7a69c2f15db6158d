using PhotoScore.Core.Training;
using PhotoScore.Trainer.Architectures.Layers;
using PhotoScore.Trainer.Classical;
using PhotoScore.Trainer.Classical.Heads;
using PhotoScore.Trainer.Classical.Linear;
using PhotoScore.Trainer.Features;
using TorchSharp;

namespace PhotoScore.Trainer.Tests.Classical;

public sealed class BestLinearHeadTests
{
    [Fact]
    public void Fit_takes_the_first_classifier_within_one_standard_error_of_the_lowest_loss()
    {
        var head = Fit(new ClassifierSettings { Kind = "best" });

        var lowest = head.Tried.Min(one => one.LogLoss);
        var first = head.Tried.First(one => one.LogLoss - lowest <= one.StandardError);
        Assert.Equal(4, head.Tried.Count);
        Assert.Equal(first, Assert.Single(head.Tried, one => one.Chosen));
        Assert.Equal((first.Kind, first.Scaling, (double?)first.C), (head.Settings.Kind, head.Settings.Scaling, head.Settings.C));
        Assert.Equal(0, head.Tried.MinBy(one => one.LogLoss)!.StandardError);
        // One photo in two is guessed right; what is tried must beat that, and what was left out is every photo once.
        Assert.All(head.Tried, one => Assert.InRange(one.BalancedAccuracy, 0.55, 1));
        Assert.Equal(SomeFeatures.Rows, head.LeftOut!.Labels.Count);
    }

    [Fact]
    public void Fit_keeps_to_the_scaling_and_the_C_that_were_asked_for()
    {
        var head = Fit(new ClassifierSettings { Kind = "best", Scaling = "standard", C = 0.5 });

        Assert.Equal(["logistic", "svm"], head.Tried.Select(one => one.Kind));
        Assert.All(head.Tried, one => Assert.Equal(("standard", 0.5), (one.Scaling, one.C)));
    }

    [Fact]
    public void Fit_with_one_group_takes_the_first_without_a_comparison()
    {
        var data = new LabelledFeatures(SomeFeatures.Matrix, SomeFeatures.Labels(2), new int[SomeFeatures.Rows], 2, [1, 1]);

        var head = new BestLinearHead(new ClassifierSettings { Kind = "best" }, seed: 1).Fit(data, _ => { }, TestContext.Current.CancellationToken);

        Assert.Empty(head.Tried);
        Assert.Null(head.LeftOut);
        Assert.Equal(("logistic", "root"), (head.Settings.Kind, head.Settings.Scaling));
    }

    // By hand: differences 1, 1, -1, -1 have mean 0; alone their variance is 4/3 and the error of the mean sqrt(4/3/4); in pairs the sums are 2 and -2, sqrt(8 * 2) / 4.
    [Theory]
    [InlineData(new[] { 0, 1, 2, 3 }, 0.5773502691896258)]
    [InlineData(new[] { 0, 0, 1, 1 }, 1)]
    [InlineData(new[] { 0, 0, 0, 0 }, 0)]
    public void StandardError_counts_groups_and_not_photos(int[] groups, double expected) =>
        Assert.Equal(expected, PairedDifference.StandardError([2, 2, 0, 0], [1, 1, 1, 1], groups), 1e-12);

    [Fact]
    public void RootShares_are_the_signed_roots_of_each_share()
    {
        var roots = RootShares.Apply(new FeatureMatrix([9, 0, -16, 0, 0, 0], 3));

        Assert.Equal([0.6f, 0, -0.8f, 0, 0, 0], roots.Values);
    }

    [Fact]
    public void RootShares_have_a_slope_everywhere_even_where_a_feature_is_zero()
    {
        using var x = torch.tensor([9f, 0, -16], requires_grad: true);
        using var roots = new RootShares().Forward([x.reshape(1, 3)], default);

        using var sum = roots.sum();
        sum.backward();

        Assert.Equal([0.6f, 0, -0.8f], roots.data<float>().ToArray());
        Assert.All(x.grad!.data<float>(), slope => Assert.True(float.IsFinite(slope)));
    }

    [Fact]
    public void LeftOut_served_with_flips_is_the_mean_of_both_and_unknown_without_mirror_images()
    {
        var both = new LeftOut([1, 2], [3, -2], [0, 1]);

        Assert.Equal([2, 0], both.Served(flips: true)!);
        Assert.Equal([1, 2], both.Served(flips: false)!);
        Assert.Null((both with { Mirrored = null }).Served(flips: true));
    }

    private static FittedHead Fit(ClassifierSettings settings)
    {
        var data = new LabelledFeatures(SomeFeatures.Matrix, SomeFeatures.Labels(2), [.. Enumerable.Range(0, SomeFeatures.Rows)], 2, [1, 1]);
        return new BestLinearHead(settings, seed: 1).Fit(data, _ => { }, TestContext.Current.CancellationToken);
    }
}
