using CsCheck;
using PhotoScore.Trainer.Data.Augmentation;

namespace PhotoScore.Trainer.Tests.Data.Augmentation;

/// <summary>Eight pixels at once are the same bytes as one after another, and both are what the definition says.</summary>
public sealed class LanesTests
{
    private static readonly Gen<(int Width, int Height, byte[] Photo)> Photos =
        from width in Gen.Int[1, 40]
        from height in Gen.Int[1, 20]
        from photo in Gen.Byte.Array[width * height * 3]
        select (width, height, photo);

    // Far enough to reflect more than once at times, and often exactly on a pixel or past the last one.
    private static readonly Gen<AugmentationDraw> Moves =
        from scale in Gen.OneOf(Gen.Double[0.5, 1.5], AnyOf(1, 0.5, 2, 3))
        from radians in Gen.OneOf(Gen.Double[-0.4, 0.4], AnyOf(0, Math.PI, Math.PI / 2))
        from flip in Gen.Bool
        from shear in Gen.OneOf(Gen.Double[-0.4, 0.4], Gen.Const(0.0))
        from moveX in Gen.OneOf(Gen.Double[-1, 1], Gen.Const(0.0))
        from moveY in Gen.OneOf(Gen.Double[-1, 1], Gen.Const(0.0))
        select new AugmentationDraw { Scale = scale, Radians = radians, Flip = flip, Shear = shear, MoveX = moveX, MoveY = moveY };

    private static readonly Gen<AugmentationDraw> Colours =
        from brightness in Gen.Double[0, 2]
        from contrast in Gen.OneOf(Gen.Double[0, 2], Gen.Const(1.0))
        from saturation in Gen.Double[0, 2]
        from hue in Gen.Double[-3, 3]
        select new AugmentationDraw { Brightness = brightness, Contrast = contrast, Saturation = saturation, HueRadians = hue };

    [Fact]
    public void Warp_in_lanes_writes_the_same_bytes() => Gen.Select(Photos, Moves).Sample((of, draw) =>
    {
        var warp = Warp.For(draw, of.Width, of.Height);

        return Warped(of, warp, lanes: true).SequenceEqual(Warped(of, warp, lanes: false));
    });

    [Fact]
    public void Warp_is_bilinear_between_reflected_neighbours() => Gen.Select(Photos, Moves).Sample((of, draw) =>
    {
        var warp = Warp.For(draw, of.Width, of.Height);
        var warped = Warped(of, warp, lanes: true);

        for (var y = 0; y < of.Height; y++)
        {
            for (var x = 0; x < of.Width; x++)
            {
                double fromX = (warp.A * x) + (warp.B * y) + warp.C, fromY = (warp.D * x) + (warp.E * y) + warp.F;
                // A weight is cut to 1/256, and a coordinate of 16 bits is off by a little more with every column.
                for (var channel = 0; channel < 3; channel++)
                    Assert.InRange(warped[(((y * of.Width) + x) * 3) + channel], Sample(of, fromX, fromY, channel) - 3, Sample(of, fromX, fromY, channel) + 3);
            }
        }
    });

    [Fact]
    public void Colours_in_lanes_are_the_same_bytes() => Gen.Select(Photos, Colours).Sample((of, draw) =>
    {
        byte[] atOnce = [.. of.Photo], oneByOne = [.. of.Photo];

        ColorShift.Apply(draw, atOnce);
        ColorShift.Apply(draw, oneByOne, lanes: false);

        return atOnce.SequenceEqual(oneByOne);
    });

    [Fact]
    public void Warp_in_lanes_leaves_all_around_the_photo_alone()
    {
        const int Width = 19, Height = 5, Around = 32;
        var target = Enumerable.Repeat((byte)7, (Width * Height * 3) + (2 * Around)).ToArray();

        WarpSampler.Apply(
            new byte[Width * Height * 3], Width, Height, Warp.For(new AugmentationDraw { Radians = 0.3 }, Width, Height), target.AsSpan(Around, Width * Height * 3));

        Assert.All(target[..Around].Concat(target[^Around..]), value => Assert.Equal(7, value));
    }

    private static Gen<double> AnyOf(params double[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static byte[] Warped((int Width, int Height, byte[] Photo) of, Warp warp, bool lanes)
    {
        var target = new byte[of.Photo.Length];
        WarpSampler.Apply(of.Photo, of.Width, of.Height, warp, target, lanes);
        return target;
    }

    private static double Sample((int Width, int Height, byte[] Photo) of, double x, double y, int channel)
    {
        double left = Math.Floor(x), upper = Math.Floor(y);
        var above = (At(left, upper) * (left + 1 - x)) + (At(left + 1, upper) * (x - left));
        var below = (At(left, upper + 1) * (left + 1 - x)) + (At(left + 1, upper + 1) * (x - left));
        return (above * (upper + 1 - y)) + (below * (y - upper));

        double At(double column, double row) => of.Photo[(((Reflected(row, of.Height) * of.Width) + Reflected(column, of.Width)) * 3) + channel];
    }

    // A triangle wave: up over the photo, down over its reflection.
    private static int Reflected(double index, int count)
    {
        var centre = Math.Abs(Math.IEEERemainder(index + 0.5, 2 * count));
        return (int)Math.Floor(centre);
    }
}
