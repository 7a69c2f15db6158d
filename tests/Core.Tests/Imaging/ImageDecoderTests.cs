using System.Buffers.Binary;
using System.IO.Hashing;
using PhotoScore.Core.Imaging;

namespace PhotoScore.Core.Tests.Imaging;

public sealed class ImageDecoderTests
{
    [Fact]
    public void Decode_of_a_header_that_declares_too_much_is_refused_before_decoding()
    {
        // A PNG's width and height stand at bytes 16 and 20, and their checksum at 29 covers the header chunk.
        var png = Fixture.Bytes("grey.png");
        BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(16), 20_000);
        BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(20), 20_000);
        BinaryPrimitives.WriteUInt32BigEndian(png.AsSpan(29), Crc32.HashToUInt32(png.AsSpan(12, 17)));

        var refusal = Assert.Throws<ImageRejectedException>(() => ImageDecoder.Decode(png));

        Assert.Equal(RejectionReason.TooManyPixels, refusal.Reason);
        Assert.Contains("20000 x 20000", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Decode_at_the_pixel_limit_succeeds_and_above_it_is_refused()
    {
        var photo = Fixture.Bytes("baseline.jpg");

        using var image = ImageDecoder.Decode(photo, new DecodeOptions { MaxPixels = 75 * 50 });
        var refusal = Assert.Throws<ImageRejectedException>(() => ImageDecoder.Decode(photo, new DecodeOptions { MaxPixels = (75 * 50) - 1 }));

        Assert.Equal((75, 50), (image.Width, image.Height));
        Assert.Equal("too-many-pixels", refusal.Code);
    }

    [Fact]
    public void Decode_of_a_progressive_photo_that_repeats_its_last_scan_is_refused()
    {
        var photo = Fixture.Bytes("progressive-444.jpg");
        var lastScan = photo.AsSpan().LastIndexOf([(byte)0xFF, (byte)0xDA]);
        byte[] bomb = [.. photo[..lastScan], .. Enumerable.Repeat(photo[lastScan..^2], 2_000).SelectMany(scan => scan), .. photo[^2..]];

        var refusal = Assert.Throws<ImageRejectedException>(() => ImageDecoder.Decode(bomb));

        Assert.Equal("too-many-scans", refusal.Code);
    }

    [Theory]
    [InlineData("baseline.jpg")]
    [InlineData("progressive-444.jpg")]
    [InlineData("grey.png")]
    [InlineData("lossy.webp")]
    [InlineData("lossless.webp")]
    [InlineData("animated.gif")]
    public void Decode_of_every_beginning_of_a_file_ends_in_pixels_or_in_a_reason(string file)
    {
        var whole = Fixture.Bytes(file);
        var refusals = 0;
        for (var length = 0; length < whole.Length; length += 17)
        {
            try
            {
                using var image = ImageDecoder.Decode(whole.AsMemory(0, length));
            }
            catch (ImageRejectedException)
            {
                refusals++;
            }
        }

        // Only what follows the first frame or the last line may be missing.
        Assert.True(refusals > whole.Length / 17 / 3, $"{refusals} refusals");
    }

    [Fact]
    public void Decode_of_half_a_photo_is_truncated()
    {
        var photo = Fixture.Bytes("baseline.jpg");

        var refusal = Assert.Throws<ImageRejectedException>(() => ImageDecoder.Decode(photo.AsMemory(0, photo.Length / 2)));

        Assert.Equal(("truncated", SniffedType.Jpeg), (refusal.Code, refusal.Found));
    }

    [Theory]
    [InlineData(1, 100, 64)]
    [InlineData(60, 200, 128)]
    [InlineData(300, 400, 256)]
    public void Decode_with_shrinking_keeps_the_side_that_was_asked_for(int atLeast, int side, int wide)
    {
        using var photo = new Pixels(side + wide, side);
        photo.Span.Fill(90);
        var jpeg = JpegEncoder.Encode(photo, 90);

        using var image = ImageDecoder.Decode(jpeg, new DecodeOptions { ShrinkToAtLeast = atLeast });

        Assert.InRange(image.Pixels.Height, atLeast, Math.Max(atLeast * 2, (side + 7) / 8));
        Assert.Equal((side + wide, side), (image.Width, image.Height));
        Assert.InRange(image.Pixels.Span[0], 89, 91);
    }

    [Fact]
    public void Decode_from_several_threads_gives_the_same_pixels()
    {
        var photo = Fixture.Bytes("orientation-6.jpg");
        using var expected = ImageDecoder.Decode(photo);

        Parallel.For(0, 200, _ =>
        {
            using var actual = ImageDecoder.Decode(photo);
            Assert.Null(Fixture.Difference(expected.Pixels, actual.Pixels));
        });
    }
}
