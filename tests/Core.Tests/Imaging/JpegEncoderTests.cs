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

    // libvips and the JPEG library in it are the independent truth: odd sizes end inside a block, and noise makes long codes and 0xFF bytes.
    [Theory]
    [InlineData(3)]
    [InlineData(1)]
    public void Encode_gives_the_bytes_of_libjpeg(int channels)
    {
        var random = new Random(7);
        for (var i = 0; i < 300; i++)
        {
            using var photo = Painted(random, random.Next(1, 80), random.Next(1, 60), channels, kind: i % 4);
            var quality = random.Next(1, 101);

            var jpeg = JpegEncoder.Encode(photo, quality);

            Assert.True(jpeg.AsSpan().SequenceEqual(JpegEncoder.EncodeByVips(photo, quality)), $"{photo.Width} x {photo.Height}, quality {quality}, kind {i % 4}");
        }
    }

    [Fact]
    public void Encode_of_a_photo_gives_the_bytes_of_libjpeg_at_every_quality()
    {
        using var photo = Fixture.Picture("rgb-203x151.png", 3);

        for (var quality = 1; quality <= 100; quality++)
            Assert.Equal(JpegEncoder.EncodeByVips(photo, quality), JpegEncoder.Encode(photo, quality));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(101)]
    public void Encode_with_a_quality_off_the_scale_is_refused(int quality)
    {
        using var photo = new Pixels(2, 2);

        Assert.Throws<ArgumentOutOfRangeException>(() => JpegEncoder.Encode(photo, quality));
    }

    private static Pixels Painted(Random random, int width, int height, int channels, int kind)
    {
        var photo = new Pixels(width, height, channels);
        for (var i = 0; i < photo.Span.Length; i++)
        {
            photo.Span[i] = kind switch
            {
                0 => (byte)random.Next(256),
                1 => (byte)(255 * random.Next(2)),
                2 => (byte)(3 * i / width),
                _ => 200,
            };
        }
        return photo;
    }
}
