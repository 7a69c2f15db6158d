using System.Runtime.Intrinsics.X86;
using CsCheck;
using PhotoScore.Core.Imaging;
using PhotoScore.Core.Imaging.Resampling;

namespace PhotoScore.Core.Tests.Imaging;

public sealed class ResamplerTests
{
    private static readonly Gen<Case> Cases =
        from width in Gen.Int[1, 150]
        from height in Gen.Int[1, 90]
        from channels in Gen.OneOf(Gen.Const(1), Gen.Const(3))
        from toWidth in Gen.Int[1, 120]
        from toHeight in Gen.Int[1, 120]
        from filter in Gen.Enum<ResampleFilter>()
        from extreme in Gen.Bool
        from seed in Gen.Int
        select new Case(width, height, channels, toWidth, toHeight, filter, extreme, seed);

    [Fact]
    public void Resize_with_vectors_gives_the_bits_of_plain_arithmetic()
    {
        Assert.SkipUnless(Avx2.IsSupported, "This processor has no AVX2.");

        Cases.Sample(c =>
        {
            using var source = c.Source();
            using var plain = Resampler.Resize(source, c.ToWidth, c.ToHeight, c.Filter, new ScalarPasses());
            using var vectors = Resampler.Resize(source, c.ToWidth, c.ToHeight, c.Filter, new Avx2Passes());
            return Fixture.Difference(plain, vectors) is null;
        });
    }

    [Fact]
    public void Resize_of_a_window_gives_that_part_of_the_whole() =>
        Gen.Select(Cases, Gen.Double.Unit, Gen.Double.Unit, Gen.Double.Unit, Gen.Double.Unit).Sample((c, a, b, e, f) =>
        {
            var (left, top) = ((int)(a * c.ToWidth), (int)(b * c.ToHeight));
            var window = new Window(left, top, 1 + (int)(e * (c.ToWidth - left - 1)), 1 + (int)(f * (c.ToHeight - top - 1)));
            using var source = c.Source();
            using var whole = Resampler.Resize(source, c.ToWidth, c.ToHeight, c.Filter);
            using var expected = Cut(whole, window);
            using var actual = Resampler.Resize(source, c.ToWidth, c.ToHeight, c.Filter, window);
            return Fixture.Difference(expected, actual) is null;
        });

    [Fact]
    public void Resize_of_one_colour_keeps_it() =>
        Cases.Sample(c =>
        {
            using var source = new Pixels(c.Width, c.Height, c.Channels);
            source.Span.Fill((byte)c.Seed);
            using var actual = Resampler.Resize(source, c.ToWidth, c.ToHeight, c.Filter);
            return actual.Span.IndexOfAnyExcept((byte)c.Seed) < 0;
        });

    [Fact]
    public void Resize_halves_by_the_triangle_that_a_hand_can_work_out()
    {
        // Four samples to two: the triangle reaches 2 to both sides of 1 and of 3, so the weights are 3, 3, 1 of 7 and their mirror.
        using var source = Pixels.From([0, 70, 140, 210], 4, 1, 1);

        using var actual = Resampler.Resize(source, 2, 1, ResampleFilter.Bilinear);

        Assert.Equal([50, 160], actual.Span.ToArray());
    }

    [Theory]
    [InlineData(0, 5)]
    [InlineData(5, 0)]
    public void Resize_to_nothing_is_refused(int width, int height)
    {
        using var source = new Pixels(3, 3);

        Assert.Throws<ArgumentOutOfRangeException>(() => Resampler.Resize(source, width, height, ResampleFilter.Bilinear));
    }

    [Fact]
    public void ResizeInto_memory_of_another_size_is_refused()
    {
        using var source = new Pixels(3, 3);

        Assert.Throws<ArgumentException>(() => Resampler.ResizeInto(source, 2, 2, ResampleFilter.Bilinear, null, new byte[11]));
    }

    private static Pixels Cut(Pixels whole, Window window)
    {
        var part = new Pixels(window.Width, window.Height, whole.Channels);
        for (var y = 0; y < window.Height; y++)
            whole.Row(window.Top + y).Slice(window.Left * whole.Channels, part.Stride).CopyTo(part.Row(y));
        return part;
    }

    private sealed record Case(int Width, int Height, int Channels, int ToWidth, int ToHeight, ResampleFilter Filter, bool Extreme, int Seed)
    {
        public Pixels Source()
        {
            var pixels = new Pixels(Width, Height, Channels);
            new Random(Seed).NextBytes(pixels.Span);
            if (Extreme)
            {
                // Black and white only: where Lanczos overshoots most.
                foreach (ref var sample in pixels.Span)
                    sample = sample < 128 ? (byte)0 : (byte)255;
            }

            return pixels;
        }
    }
}
