using PhotoScore.Trainer.Optimization;
using TorchSharp;

namespace PhotoScore.Trainer.Tests.Optimization;

public sealed class MixupDrawTests
{
    [Fact]
    public void For_the_same_seed_and_step_is_the_same_and_for_others_another()
    {
        var draw = MixupDraw.For(0.4, seed: 1, step: 5, count: 8);

        Assert.Equal(draw.Share, MixupDraw.For(0.4, 1, 5, 8).Share);
        Assert.Equal(draw.Partners, MixupDraw.For(0.4, 1, 5, 8).Partners);
        Assert.NotEqual(draw.Share, MixupDraw.For(0.4, 1, 6, 8).Share);
        Assert.NotEqual(draw.Share, MixupDraw.For(0.4, 2, 5, 8).Share);
    }

    [Theory]
    [InlineData(0.2)]
    [InlineData(1)]
    [InlineData(4)]
    public void For_many_steps_the_share_spreads_as_the_beta_distribution_does(double alpha)
    {
        var shares = Enumerable.Range(0, 20_000).Select(step => MixupDraw.For(alpha, 3, step, 1).Share).ToArray();

        // The larger of two beta parts has the same square about a half: the distribution's variance, 1 / (4 (2 alpha + 1)).
        Assert.All(shares, share => Assert.InRange(share, 0.5, 1));
        Assert.Equal(1 / (4 * ((2 * alpha) + 1)), shares.Average(share => Math.Pow(share - 0.5, 2)), 0.003);
    }

    [Fact]
    public void For_a_batch_every_photo_is_a_partner_once() =>
        Assert.Equal(Enumerable.Range(0, 31).Select(i => (long)i), MixupDraw.For(1, 1, 1, 31).Partners.Order());

    [Fact]
    public void Blend_pixels_and_labels_in_the_same_shares()
    {
        using var scope = torch.NewDisposeScope();
        var blend = new Blend(new MixupDraw(0.75, [1, 0]), torch.CPU);
        var pixels = torch.tensor(new byte[] { 100, 101, 102, 200, 0, 0 }, [2, 1, 1, 3], torch.uint8);

        var blended = blend.Pixels(pixels, 0, 2).data<byte>().ToArray();
        var targets = blend.Targets(torch.tensor(new float[,] { { 1, 0 }, { 0, 1 } })).data<float>().ToArray();

        // 0.75 of its own and 0.25 of its partner's: 75 + 50, 75.75, 76.5 to even; 150 + 25, 25.25, 25.5 to even.
        Assert.Equal(new byte[] { 125, 76, 76, 175, 25, 26 }, blended);
        Assert.Equal([0.75f, 0.25f, 0.25f, 0.75f], targets);
    }
}
