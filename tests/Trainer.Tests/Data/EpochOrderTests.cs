using CsCheck;
using PhotoScore.Core.Training;
using PhotoScore.Trainer.Data;
using PhotoScore.Trainer.Data.Augmentation;

namespace PhotoScore.Trainer.Tests.Data;

public sealed class EpochOrderTests
{
    [Fact]
    public void Shuffled_visits_every_photo_once() =>
        Gen.Select(Gen.Int[0, 200], Gen.Int, Gen.Int[1, 100]).Sample((count, seed, epoch) =>
            EpochOrder.Shuffled(count, seed, epoch).Order().SequenceEqual(Enumerable.Range(0, count)));

    [Fact]
    public void Shuffled_differs_between_epochs_and_seeds()
    {
        var orders = new[] { (1, 1), (1, 2), (2, 1) }.Select(at => string.Join(',', EpochOrder.Shuffled(50, at.Item1, at.Item2)));

        Assert.Equal(3, orders.Distinct().Count());
    }

    [Fact]
    public void Shuffled_puts_every_photo_in_every_place_about_equally_often()
    {
        const int Photos = 6, Epochs = 12_000;
        var counts = new int[Photos, Photos];
        for (var epoch = 1; epoch <= Epochs; epoch++)
        {
            var order = EpochOrder.Shuffled(Photos, seed: 7, epoch);
            for (var place = 0; place < Photos; place++)
                counts[place, order[place]]++;
        }

        // Five standard deviations of a binomial with p = 1/6.
        var tolerance = 5 * Math.Sqrt(Epochs * (1.0 / Photos) * (1 - (1.0 / Photos)));
        Assert.All(counts.Cast<int>(), count => Assert.InRange(count, (Epochs / Photos) - tolerance, (Epochs / Photos) + tolerance));
    }

    [Fact]
    public void AugmentationDraw_keeps_to_its_limits_and_uses_them()
    {
        var settings = new AugmentationSettings { Zoom = 0.1, RotationDegrees = 10, HorizontalFlip = true };

        var draws = Enumerable.Range(0, 2000).Select(photo => AugmentationDraw.For(settings, seed: 1, epoch: 1, photo)).ToArray();

        Assert.All(draws, draw => Assert.InRange(draw.Scale, 0.9, 1.1));
        Assert.All(draws, draw => Assert.InRange(Math.Abs(draw.Radians), 0, 10 * Math.PI / 180));
        Assert.InRange(draws.Max(draw => draw.Scale), 1.09, 1.1);
        Assert.InRange(draws.Min(draw => draw.Radians), -10 * Math.PI / 180, -9 * Math.PI / 180);
        Assert.InRange(draws.Count(draw => draw.Flip), 900, 1100);
    }
}
