using CsCheck;
using PhotoScore.Core.Deduplication;
using PhotoScore.Core.Imaging;
using PhotoScore.Core.Tests.Imaging;

namespace PhotoScore.Core.Tests.Deduplication;

public sealed class PdqTests
{
    /// <summary>What the C++ of facebook/ThreatExchange, compiled from its sources, gives on the same samples; the mirror image is its flip of the columns.</summary>
    [Theory]
    [InlineData("decoded-baseline.jpg.png", "2dcfce52dfb05eee16028da4328c3fc0d92c1b485788ed90ee322410c555ffef", "599b9b0793e50bb34357d8f167dd6a958c79461d00ddf8c59b6771459000aaba", 75)]
    [InlineData("edges-64x64.png", "c653f3c322da8d050aaa805d2eafe248d1e7fddd45b986e32c37c88935e4162f", "9306a694578fd8505fdfd5087b7ab71d8493a88810ecd3b679629ddc60b1437a", 100)]
    [InlineData("grey-167x230.png", "6d314f194edcf8e1ad602d299cc690a1b2ab735e0f830f86e07be15ee15b4cb4", "38641a0c1b89adb4f835787cc193c5f4e7fe260b5ad65ad3b52eb40bb40e19e1", 100)]
    [InlineData("rgb-13x9.png", "d827f14eda2f8d445a185bea7309a5158cf7a435a5e75abb25d00eb1274d2659", "8df6a41b9f7ad8110f4d0ebf265df150d9a2f160f0b20fee70855be47218730c", 100)]
    [InlineData("rgb-203x151.png", "8881d12182219d918c811221222976ee2001e2abdbfeddfedf7e9d3addfe72e6", "5dd48470d454c8c4c9c44774777c23bb7554b7fe8eab88ab882bc86f882b26b3", 100)]
    public void Of_gives_the_bits_of_the_reference(string file, string hash, string mirror, int quality)
    {
        using var photo = Fixture.Picture(file, 3);

        var hashes = Pdq.Of(photo);

        Assert.Equal((hash, mirror, quality), (hashes.Hash.ToString(), hashes.Mirror.ToString(), hashes.Quality));
    }

    [Fact]
    public void Of_featureless_picture_has_no_quality()
    {
        using var grey = new Pixels(120, 90, 1);
        grey.Span.Fill(130);

        Assert.Equal(0, Pdq.Of(grey).Quality);
    }

    [Fact]
    public void Of_picture_below_five_pixels_is_not_hashed()
    {
        using var tiny = Fixture.Picture("rgb-2x1.png", 3);

        Assert.Equal(new PdqHashes(default, default, 0), Pdq.Of(tiny));
    }

    [Fact]
    public void Of_large_picture_is_within_the_31_bits_that_the_specification_calls_a_match()
    {
        using var small = Fixture.Picture("rgb-203x151.png", 3);
        using var large = Core.Imaging.Resampling.Resampler.Resize(small, 1624, 1208, Core.Imaging.Resampling.ResampleFilter.Bilinear);

        Assert.InRange(Pdq.Of(large).Hash.DistanceTo(Pdq.Of(small).Hash), 0, 31);
    }

    [Fact]
    public void Mirror_twice_is_the_same() =>
        Gen.Float[-100, 100].Array[256].Sample(low =>
        {
            var twice = low.ToArray();
            PdqFrequencies.Mirror(twice);
            var once = twice.ToArray();
            PdqFrequencies.Mirror(twice);

            return twice.SequenceEqual(low) && !once.SequenceEqual(low);
        });

    /// <summary>At 64 x 64 nothing is blurred, so that only the order in which the transform sums up can tell the two ways apart.</summary>
    [Fact]
    public void Mirror_is_the_hash_of_the_mirrored_picture() =>
        Gen.Byte.Array[64 * 64].Sample(samples =>
        {
            using var photo = Pixels.From(samples, 64, 64, 1);
            using var mirrored = Pixels.From(Some.Mirrored(samples, 64), 64, 64, 1);

            return Pdq.Of(photo).Mirror.DistanceTo(Pdq.Of(mirrored).Hash) <= 2 && Pdq.Of(mirrored).Mirror.DistanceTo(Pdq.Of(photo).Hash) <= 2;
        }, iter: 50);
}
