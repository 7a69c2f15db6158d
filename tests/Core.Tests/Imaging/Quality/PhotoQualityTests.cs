using PhotoScore.Core.Imaging;
using PhotoScore.Core.Imaging.Quality;
using PhotoScore.Core.Imaging.Resampling;

namespace PhotoScore.Core.Tests.Imaging.Quality;

public sealed class PhotoQualityTests
{
    [Fact]
    public void Of_one_flat_colour_has_nothing_but_its_brightness()
    {
        using var photo = Made(40, 30, (_, _) => (200, 100, 50));

        var quality = PhotoQuality.Of(photo);

        // sqrt(0.241 * 200² + 0.691 * 100² + 0.068 * 50²) = 129.4, in steps of a quarter level.
        var brightness = Math.Sqrt((0.241 * 40_000) + (0.691 * 10_000) + (0.068 * 2_500)) / 255;
        Assert.Equal(brightness, quality.DarkBrightness, 0.125 / 255);
        Assert.Equal(brightness, quality.LightBrightness, 0.125 / 255);
        Assert.Equal(0, quality.Contrast, 1e-3);
        Assert.Equal(0, quality.Sharpness);
        // One bin in each of three channels.
        Assert.Equal(Math.Log2(3), quality.Entropy, 1e-9);
        Assert.False(quality.IsGrey);
    }

    [Fact]
    public void Of_half_black_half_white_has_the_brightness_of_both()
    {
        using var photo = Made(100, 10, (x, _) => x < 50 ? (0, 0, 0) : (255, 255, 255));

        var quality = PhotoQuality.Of(photo);

        Assert.Equal((0, 1), (quality.DarkBrightness, Math.Round(quality.LightBrightness, 9)));
        Assert.Equal(0.5, quality.Contrast, 1e-6);
        Assert.Equal(Math.Log2(6), quality.Entropy, 1e-9);
        Assert.True(quality.IsGrey);
        // Of the 98 x 8 inner pixels the 8 right of the border have an edge of 8 * 255 - 3 * 0 - 5 * 255 = 765, cut off to 255; those left of it -765, cut off to 0.
        var share = 1 / 98.0;
        Assert.Equal(255 * Math.Sqrt(share * (1 - share)), quality.Sharpness, 1e-6);
    }

    [Fact]
    public void Of_percentiles_ignore_a_few_pixels()
    {
        // 4 of 100 black, 1 of 200 white, the rest at half.
        using var photo = Made(200, 100, (x, _) => x < 8 ? (0, 0, 0) : x == 199 ? (255, 255, 255) : (128, 128, 128));

        var quality = PhotoQuality.Of(photo);

        Assert.Equal(128.0 / 255, quality.DarkBrightness, 1e-6);
        Assert.Equal(128.0 / 255, quality.LightBrightness, 1e-6);
    }

    [Fact]
    public void Of_one_coloured_pixel_is_not_grey()
    {
        using var photo = Made(20, 20, (x, y) => (x, y) == (7, 3) ? (90, 90, 91) : (90, 90, 90));

        Assert.False(PhotoQuality.Of(photo).IsGrey);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 900)]
    public void Of_picture_without_inner_pixels_has_no_edges(int width, int height)
    {
        using var photo = Made(width, height, (_, _) => (9, 9, 9));

        Assert.Equal(0, PhotoQuality.Of(photo).Sharpness);
    }

    [Fact]
    public void Of_large_photo_is_that_of_its_reduction_to_512_pixels()
    {
        using var large = Made(2048, 1024, (x, y) => ((x * y) % 251, x % 256, y % 256));
        using var small = Resampler.Resize(large, 512, 256, ResampleFilter.Bilinear);

        Assert.Equal(PhotoQuality.Of(small), PhotoQuality.Of(large));
    }

    private static Pixels Made(int width, int height, Func<int, int, (int R, int G, int B)> colour)
    {
        var photo = new Pixels(width, height);
        for (var y = 0; y < height; y++)
        {
            var row = photo.Row(y);
            for (var x = 0; x < width; x++)
            {
                var (r, g, b) = colour(x, y);
                (row[3 * x], row[(3 * x) + 1], row[(3 * x) + 2]) = ((byte)r, (byte)g, (byte)b);
            }
        }
        return photo;
    }
}
