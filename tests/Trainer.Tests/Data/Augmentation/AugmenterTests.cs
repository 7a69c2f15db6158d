using PhotoScore.Trainer.Data.Augmentation;

namespace PhotoScore.Trainer.Tests.Data.Augmentation;

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

        var flipped = Apply(photo, new AugmentationDraw { Flip = true });

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

        var turned = Apply(photo, new AugmentationDraw { Radians = Math.PI });

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

        var zoomed = Apply(ramp, new AugmentationDraw { Scale = 0.5 });

        for (var x = 0; x < Width; x++)
            Assert.Equal(80 + ((x - 4) * 10), Pixel(zoomed, x, 3).Red);
    }

    [Fact]
    public void Apply_zoom_out_reflects_at_the_border()
    {
        var photo = Noise();

        var small = Apply(photo, new AugmentationDraw { Scale = 3 });

        // Column 0 of the result looks 12 columns left of the centre, at -8, which reflects to 7; row 0 at 3 - 9 = -6, which reflects to 5.
        Assert.Equal(Pixel(photo, 7, 5), Pixel(small, 0, 0));
    }

    [Fact]
    public void Apply_move_shows_what_lies_beside()
    {
        var photo = Noise();

        var moved = Apply(photo, new AugmentationDraw { MoveX = 2.0 / Width, MoveY = 1.0 / Height });

        Assert.Equal(Pixel(photo, 5, 4), Pixel(moved, 3, 3));
    }

    [Fact]
    public void Apply_shear_moves_rows_by_their_distance_from_the_centre()
    {
        var photo = Noise();

        var sheared = Apply(photo, new AugmentationDraw { Shear = 1 });

        Assert.Equal(Pixel(photo, 4, 3), Pixel(sheared, 4, 3));
        Assert.Equal(Pixel(photo, 6, 5), Pixel(sheared, 4, 5));
        Assert.Equal(Pixel(photo, 2, 1), Pixel(sheared, 4, 1));
    }

    [Fact]
    public void Apply_crop_of_the_middle_third_is_a_zoom_about_the_centre()
    {
        var photo = Noise();
        var middle = new CropWindow(0.5, 0.5, 1.0 / 3, 1.0 / 3);

        Assert.Equal(Apply(photo, new AugmentationDraw { Scale = 1.0 / 3 }), Apply(photo, new AugmentationDraw { Crop = middle }));
    }

    [Fact]
    public void Apply_crop_of_one_half_shows_that_half()
    {
        var photo = Noise();

        var right = Apply(photo, new AugmentationDraw { Crop = new CropWindow(0.75, 0.5, 0.5, 1) });

        // Centre 4 looks at 4 + 9/4; each column further, half a column further: column 8 at 8.25, between the last one and its equal reflection.
        Assert.Equal(Pixel(photo, 8, 2), Pixel(right, 8, 2));
        var expected = (0.75 * Pixel(photo, 6, 2).Red) + (0.25 * Pixel(photo, 7, 2).Red);
        Assert.InRange(Pixel(right, 4, 2).Red, expected - 1, expected + 1);
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
