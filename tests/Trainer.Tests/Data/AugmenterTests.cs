using PhotoScore.Trainer.Data;

namespace PhotoScore.Trainer.Tests.Data;

public sealed class AugmenterTests
{
    private const int Width = 9, Height = 7;

    [Fact]
    public void Apply_nothing_keeps_every_pixel()
    {
        var photo = Noise();

        Assert.Equal(photo, Apply(photo, AugmentationDraw.None));
    }

    [Fact]
    public void Apply_flip_mirrors_every_row()
    {
        var photo = Noise();

        var flipped = Apply(photo, new AugmentationDraw(1, 0, Flip: true));

        for (var y = 0; y < Height; y++)
        {
            for (var x = 0; x < Width; x++)
                Assert.Equal(Pixel(photo, Width - 1 - x, y), Pixel(flipped, x, y));
        }
    }

    [Fact]
    public void Apply_half_turn_mirrors_both_ways()
    {
        var photo = Noise();

        var turned = Apply(photo, new AugmentationDraw(1, Math.PI, Flip: false));

        for (var y = 0; y < Height; y++)
        {
            for (var x = 0; x < Width; x++)
                Assert.Equal(Pixel(photo, Width - 1 - x, Height - 1 - y), Pixel(turned, x, y));
        }
    }

    [Fact]
    public void Apply_zoom_in_by_half_moves_towards_the_centre()
    {
        // A ramp along x is a linear function, which bilinear sampling reproduces but for rounding.
        var ramp = new byte[Width * Height * 3];
        for (var i = 0; i < ramp.Length; i++)
            ramp[i] = (byte)(i / 3 % Width * 20);

        var zoomed = Apply(ramp, new AugmentationDraw(0.5, 0, Flip: false));

        for (var x = 0; x < Width; x++)
            Assert.Equal(80 + ((x - 4) * 10), Pixel(zoomed, x, 3).Red);
    }

    [Fact]
    public void Apply_zoom_out_reflects_at_the_border()
    {
        var photo = Noise();

        var small = Apply(photo, new AugmentationDraw(3, 0, Flip: false));

        // Column 0 of the result looks 12 columns left of the centre, at -8, which reflects to 7; row 0 at 3 - 9 = -6, which reflects to 5.
        Assert.Equal(Pixel(photo, 7, 5), Pixel(small, 0, 0));
    }

    private static byte[] Noise()
    {
        var photo = new byte[Width * Height * 3];
        new Random(5).NextBytes(photo);
        return photo;
    }

    private static byte[] Apply(byte[] photo, AugmentationDraw draw)
    {
        var target = new byte[photo.Length];
        Augmenter.Apply(photo, Width, Height, draw, target);
        return target;
    }

    private static (byte Red, byte Green, byte Blue) Pixel(byte[] photo, int x, int y)
    {
        var at = ((y * Width) + x) * 3;
        return (photo[at], photo[at + 1], photo[at + 2]);
    }
}
