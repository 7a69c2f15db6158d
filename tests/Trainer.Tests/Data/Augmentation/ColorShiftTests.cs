using PhotoScore.Trainer.Data.Augmentation;

namespace PhotoScore.Trainer.Tests.Data.Augmentation;

public sealed class ColorShiftTests
{
    // Luma by ITU-R 601: 0.299 R + 0.587 G + 0.114 B.
    private static readonly byte[] Colours = [200, 40, 90, 10, 160, 220, 90, 100, 110, 60, 60, 60];

    [Fact]
    public void Apply_brightness_multiplies_and_clips() =>
        Assert.Equal([255, 60, 135, 15, 240, 255, 135, 150, 165, 90, 90, 90], Apply(new AugmentationDraw { Brightness = 1.5 }));

    [Fact]
    public void Apply_no_saturation_leaves_luma() =>
        Assert.Equal([94, 94, 94, 122, 122, 122, 98, 98, 98, 60, 60, 60], Apply(new AugmentationDraw { Saturation = 0 }));

    [Fact]
    public void Apply_no_contrast_leaves_the_mean_luma()
    {
        // (93.54 + 121.99 + 98.15 + 60) / 4 = 93.42
        Assert.All(Apply(new AugmentationDraw { Contrast = 0 }), sample => Assert.Equal(93, sample));
    }

    [Fact]
    public void Apply_half_contrast_of_a_grey_photo_halves_the_distance_to_the_mean()
    {
        byte[] greys = [100, 100, 100, 200, 200, 200];

        ColorShift.Apply(new AugmentationDraw { Contrast = 0.5 }, greys);

        Assert.Equal([125, 125, 125, 175, 175, 175], greys);
    }

    [Theory]
    [InlineData(30)]
    [InlineData(-90)]
    [InlineData(180)]
    public void Apply_hue_keeps_grey_and_luma(double degrees)
    {
        byte[] colours = [120, 110, 90, 60, 60, 60];

        ColorShift.Apply(new AugmentationDraw { HueRadians = degrees * Math.PI / 180 }, colours);

        Assert.NotEqual([120, 110, 90], colours[..3]);
        Assert.Equal(Luma(120, 110, 90), Luma(colours[0], colours[1], colours[2]), tolerance: 1);
        Assert.Equal([60, 60, 60], colours[3..]);
    }

    [Fact]
    public void Apply_hue_there_and_back_gives_the_colour_again()
    {
        byte[] colours = [120, 110, 90];

        ColorShift.Apply(new AugmentationDraw { HueRadians = 0.7 }, colours);
        ColorShift.Apply(new AugmentationDraw { HueRadians = -0.7 }, colours);

        Assert.InRange(colours[0], 118, 122);
        Assert.InRange(colours[1], 108, 112);
        Assert.InRange(colours[2], 88, 92);
    }

    private static double Luma(byte red, byte green, byte blue) => (0.299 * red) + (0.587 * green) + (0.114 * blue);

    private static byte[] Apply(AugmentationDraw draw)
    {
        byte[] colours = [.. Colours];
        ColorShift.Apply(draw, colours);
        return colours;
    }
}
