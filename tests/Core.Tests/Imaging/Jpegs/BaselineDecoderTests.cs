using NetVips;
using PhotoScore.Core.Imaging;
using PhotoScore.Core.Imaging.Jpegs;

namespace PhotoScore.Core.Tests.Imaging.Jpegs;

/// <summary>libvips, and the JPEG library in it, are the truth: our decoder gives its pixels, and takes no file that it refuses.</summary>
public sealed class BaselineDecoderTests
{
    // Two samples of luminance to one of chrominance across, which libvips doesn't write: libjpeg-turbo made it, of baseline.jpg.
    private const string OneWayHalved = "baseline-422.jpg";

    [Theory]
    [InlineData("baseline.jpg")]
    [InlineData(OneWayHalved)]
    [InlineData("grey.jpg")]
    [InlineData("orientation-1.jpg")]
    [InlineData("orientation-6.jpg")]
    [InlineData("orientation-7.jpg")]
    public void TryDecode_of_a_plain_file_gives_the_pixels_of_libvips(string file)
    {
        var jpeg = Fixture.Bytes(file);

        Assert.True(IsTaken(jpeg));
        Assert.Null(DifferenceToVips(jpeg));
    }

    [Theory]
    [InlineData("cmyk.jpg")]
    [InlineData("progressive-444.jpg")]
    public void TryDecode_leaves_what_is_not_plain_to_libvips(string file)
    {
        Assert.False(IsTaken(Fixture.Bytes(file)));
        Assert.Null(DifferenceToVips(Fixture.Bytes(file)));
    }

    [Fact]
    public void TryDecode_of_many_sizes_qualities_and_samplings_gives_the_pixels_of_libvips()
    {
        var random = new Random(5);
        var taken = 0;
        for (var i = 0; i < 150; i++)
        {
            var jpeg = Made(random, random.Next(1, 100), random.Next(1, 80), i % 3);

            taken += IsTaken(jpeg) ? 1 : 0;
            Assert.True(DifferenceToVips(jpeg) is null, $"round {i}: {DifferenceToVips(jpeg)}");
        }
        Assert.InRange(taken, 100, 150);
    }

    [Fact]
    public void TryDecode_of_damaged_files_agrees_with_libvips()
    {
        var random = new Random(11);
        var taken = 0;
        for (var i = 0; i < 500; i++)
        {
            var jpeg = i % 2 == 0 ? Fixture.Bytes(i % 4 == 0 ? "baseline.jpg" : OneWayHalved) : Made(random, 60, 45, i % 3);
            for (var flips = random.Next(1, 4); flips > 0; flips--)
                jpeg[random.Next(2, jpeg.Length)] ^= (byte)(1 << random.Next(8));
            if (i % 5 == 0)
                jpeg = jpeg[..random.Next(jpeg.Length / 2, jpeg.Length)];

            taken += IsTaken(jpeg) ? 1 : 0;
            Assert.True(DifferenceToVips(jpeg) is null, $"round {i}: {DifferenceToVips(jpeg)}");
        }
        Assert.InRange(taken, 25, 475);
    }

    [Theory]
    [InlineData("photos")]
    [InlineData("odd-files")]
    public void TryDecode_of_real_files_gives_the_pixels_of_libvips(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(SharedData.Folder(folder), "*", SearchOption.AllDirectories))
        {
            var bytes = File.ReadAllBytes(file);
            if (ImageSniffer.Sniff(bytes) == SniffedType.Jpeg)
                Assert.True(DifferenceToVips(bytes) is null, $"{file}: {DifferenceToVips(bytes)}");
        }
    }

    [Fact]
    public void TryDecode_leaves_to_libvips_what_touches_a_limit()
    {
        var jpeg = Fixture.Bytes("baseline.jpg");

        Assert.Null(BaselineDecoder.TryDecode(jpeg, new DecodeOptions { MaxPixels = (75 * 50) - 1 }));
        Assert.Null(BaselineDecoder.TryDecode(jpeg, new DecodeOptions { ShrinkToAtLeast = 25 }));
    }

    [Fact]
    public void TryDecode_of_a_file_without_its_last_bytes_takes_nothing()
    {
        var jpeg = Fixture.Bytes("baseline.jpg");

        for (var length = 0; length < jpeg.Length; length += 7)
            Assert.Null(BaselineDecoder.TryDecode(jpeg.AsSpan(0, length), DecodeOptions.Default));
    }

    private static byte[] Made(Random random, int width, int height, int kind)
    {
        using var photo = new Pixels(width, height, random.Next(4) == 0 ? 1 : 3);
        for (var i = 0; i < photo.Span.Length; i++)
            photo.Span[i] = kind switch { 0 => (byte)random.Next(256), 1 => (byte)(255 * random.Next(2)), _ => (byte)(i * random.Next(3) / width) };
        using var image = Image.NewFromMemory(photo.Span.ToArray(), width, height, photo.Channels, Enums.BandFormat.Uchar);
        using var coloured = image.Copy(interpretation: photo.Channels == 1 ? Enums.Interpretation.Bw : Enums.Interpretation.Srgb);
        return coloured.JpegsaveBuffer(
            q: random.Next(1, 101), optimizeCoding: random.Next(2) == 0, restartInterval: random.Next(2) * random.Next(1, 9),
            subsampleMode: random.Next(2) == 0 ? Enums.ForeignSubsample.On : Enums.ForeignSubsample.Off);
    }

    private static bool IsTaken(byte[] jpeg)
    {
        using var pixels = BaselineDecoder.TryDecode(jpeg, DecodeOptions.Default)?.Pixels;
        return pixels is not null;
    }

    private static string? DifferenceToVips(byte[] jpeg)
    {
        using var expected = Attempt(() => ImageDecoder.DecodeByVips(jpeg, SniffedType.Jpeg, DecodeOptions.Default));
        using var actual = Attempt(() => ImageDecoder.Decode(jpeg));
        if (expected is null || actual is null)
            return (expected is null) == (actual is null) ? null : $"only one accepts it: {(expected is null ? "ours" : "libvips")}";
        if (expected.Pixels.Width == actual.Pixels.Width && expected.Pixels.Span.SequenceEqual(actual.Pixels.Span) && expected.Orientation == actual.Orientation)
            return null;
        return expected.Orientation == actual.Orientation ? Fixture.Difference(expected.Pixels, actual.Pixels) : $"orientation {actual.Orientation} instead of {expected.Orientation}";
    }

    private static DecodedImage? Attempt(Func<DecodedImage> decode)
    {
        try
        {
            return decode();
        }
        catch (ImageRejectedException)
        {
            return null;
        }
    }
}
