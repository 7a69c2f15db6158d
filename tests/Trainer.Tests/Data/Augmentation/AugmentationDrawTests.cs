using CsCheck;
using PhotoScore.Core.Training;
using PhotoScore.Trainer.Data.Augmentation;

namespace PhotoScore.Trainer.Tests.Data.Augmentation;

public sealed class AugmentationDrawTests
{
    private static readonly AugmentationSettings Everything = new()
    {
        Zoom = 0.3,
        RotationDegrees = 40,
        HorizontalFlip = true,
        ShearDegrees = 20,
        Translation = 0.1,
        Brightness = 0.4,
        Contrast = 0.3,
        Saturation = 0.2,
        HueDegrees = 30,
        RandomResizedCrop = new RandomResizedCrop(0.3, 1.5),
    };

    [Fact]
    public void For_nothing_draws_nothing() => Gen.Int[1, 10_000].Sample(photo =>
        Assert.Equal(AugmentationDraw.None, AugmentationDraw.For(new AugmentationSettings(), seed: 3, epoch: 2, photo)));

    [Fact]
    public void For_stays_within_the_settings() => Gen.Select(Gen.Int, Gen.Int[1, 1000], Gen.Int[0, 100_000]).Sample((seed, epoch, photo) =>
    {
        var draw = AugmentationDraw.For(Everything, seed, epoch, photo);

        Assert.InRange(draw.Scale, 0.7, 1.3);
        Assert.InRange(draw.Radians, -40 * Math.PI / 180, 40 * Math.PI / 180);
        Assert.InRange(draw.Shear, -Math.Tan(20 * Math.PI / 180), Math.Tan(20 * Math.PI / 180));
        Assert.InRange(draw.MoveX, -0.1, 0.1);
        Assert.InRange(draw.Brightness, 0.6, 1.4);
        Assert.InRange(draw.HueRadians, -30 * Math.PI / 180, 30 * Math.PI / 180);
        var crop = draw.Crop;
        Assert.InRange(crop.Width * crop.Height, 0.3, 1);
        Assert.InRange(crop.CentreX - (crop.Width / 2), -1e-9, 1);
        Assert.InRange(crop.CentreX + (crop.Width / 2), 0, 1 + 1e-9);
        Assert.InRange(crop.CentreY - (crop.Height / 2), -1e-9, 1);
        Assert.InRange(crop.CentreY + (crop.Height / 2), 0, 1 + 1e-9);
    });

    [Fact]
    public void For_one_change_more_leaves_the_others_as_they_were()
    {
        var without = AugmentationDraw.For(Everything with { RandomResizedCrop = null }, 1, 1, 7);

        Assert.Equal(without, AugmentationDraw.For(Everything, 1, 1, 7) with { Crop = CropWindow.Whole });
    }
}
