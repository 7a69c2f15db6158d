using PhotoScore.Core.Imaging;

namespace PhotoScore.Core.Tests.Imaging;

public sealed class JpegEncoderTests
{
    [Fact]
    public void Encode_of_the_same_pixels_gives_the_same_bytes()
    {
        using var photo = Fixture.Picture("rgb-203x151.png", 3);
        var expected = JpegEncoder.Encode(photo, 92);

        Parallel.For(0, 20, _ => Assert.Equal(expected, JpegEncoder.Encode(photo, 92)));
    }

    [Theory]
    [InlineData("rgb-203x151.png", 3)]
    [InlineData("grey-167x230.png", 1)]
    public void Encode_keeps_the_picture(string file, int channels)
    {
        using var photo = Fixture.Picture(file, channels);

        using var back = ImageDecoder.Decode(JpegEncoder.Encode(photo, 95));

        using var before = channels == 1 ? null : Luma.Of(photo);
        using var after = Luma.Of(back.Pixels);
        var expected = (before ?? photo).Span.ToArray();
        var actual = after.Span.ToArray();
        Assert.InRange(expected.Zip(actual, (a, b) => Math.Abs(a - b)).Average(), 0, 3);
    }

    [Fact]
    public void Encode_halves_the_chroma_and_writes_no_metadata()
    {
        using var photo = Fixture.Picture("rgb-203x151.png", 3);

        var jpeg = JpegEncoder.Encode(photo, 95);

        // In the frame header (marker FF C0) a component's sampling factors follow its id: 2 x 2 for luma is 4:2:0.
        var frame = jpeg.AsSpan().IndexOf([(byte)0xFF, (byte)0xC0]);
        Assert.Equal(0x22, jpeg[frame + 11]);
        Assert.True(jpeg.AsSpan().IndexOf("Exif"u8) < 0);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(101)]
    public void Encode_with_a_quality_off_the_scale_is_refused(int quality)
    {
        using var photo = new Pixels(2, 2);

        Assert.Throws<ArgumentOutOfRangeException>(() => JpegEncoder.Encode(photo, quality));
    }
}
