using PhotoScore.Local.PhotoSite.Rendering;
using SkiaSharp;

namespace PhotoScore.Local.Tests.PhotoSite;

public sealed class PhotoRendererTests
{
    [Fact]
    public void Render_same_photo_gives_the_same_bytes()
    {
        Assert.Equal(PhotoRenderer.Render(1, 42, 0.5), PhotoRenderer.Render(1, 42, 0.5));
        Assert.NotEqual(PhotoRenderer.Render(1, 42, 0.5), PhotoRenderer.Render(2, 42, 0.5));
        Assert.NotEqual(PhotoRenderer.Render(1, 42, 0.5), PhotoRenderer.Render(1, 43, 0.5));
    }

    [Fact]
    public void Render_more_appeal_gives_more_colour()
    {
        var colours = ((double[])[-2, 0, 2]).Select(appeal => Enumerable.Range(0, 30).Average(index => Colourfulness(1, index, appeal))).ToArray();

        Assert.Equal(colours.Order(), colours);
        Assert.True(colours[2] > 2 * colours[0], string.Join(' ', colours));
    }

    [Fact]
    public void Render_pictures_pass_the_default_size_filter()
    {
        foreach (var index in Enumerable.Range(0, 40))
        {
            using var picture = SKBitmap.Decode(PhotoRenderer.Render(1, index, 0));

            Assert.True(picture is { Width: >= 240, Height: >= 180 }, $"{picture.Width}x{picture.Height}");
        }
    }

    [Fact]
    public void Render_near_copy_is_a_smaller_file_of_nearly_the_same_picture()
    {
        var original = PhotoRenderer.Render(1, 7, 0.3);

        var copy = PhotoRenderer.Render(1, 7, 0.3, near: true);

        Assert.True(copy.Length < original.Length * 0.7);
        Assert.True(Difference(copy, original) < 6, $"{Difference(copy, original)}");
        Assert.True(Difference(copy, PhotoRenderer.Render(1, 8, 0.3)) > 12);
    }

    private static double Colourfulness(int seed, int index, double appeal)
    {
        using var picture = SKBitmap.Decode(PhotoRenderer.Render(seed, index, appeal));
        return picture.Pixels.Average(pixel => Math.Max(pixel.Red, Math.Max(pixel.Green, pixel.Blue)) - Math.Min(pixel.Red, Math.Min(pixel.Green, pixel.Blue)));
    }

    private static double Difference(byte[] one, byte[] other) =>
        Tiny(one).Zip(Tiny(other), (a, b) => Math.Abs(a.Red - b.Red) + Math.Abs(a.Green - b.Green) + Math.Abs(a.Blue - b.Blue)).Average() / 3;

    private static SKColor[] Tiny(byte[] jpeg)
    {
        using var picture = SKBitmap.Decode(jpeg);
        using var tiny = picture.Resize(new SKImageInfo(16, 16), new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
        return tiny.Pixels;
    }
}
