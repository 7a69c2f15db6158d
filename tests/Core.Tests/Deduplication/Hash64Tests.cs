using CsCheck;
using PhotoScore.Core.Deduplication;
using PhotoScore.Core.Imaging;

namespace PhotoScore.Core.Tests.Deduplication;

public sealed class Hash64Tests
{
    [Fact]
    public void Parse_reads_what_ToString_writes() =>
        Gen.ULong.Sample(bits => Hash64.Parse(new Hash64(bits).ToString()) == new Hash64(bits));

    [Theory]
    [InlineData("")]
    [InlineData("123")]
    [InlineData("00000000000000000")]
    [InlineData("000000000000000g")]
    [InlineData(" 00000000000000f")]
    public void Parse_of_anything_but_16_digits_is_refused(string hex) =>
        Assert.Throws<FormatException>(() => Hash64.Parse(hex));

    [Fact]
    public void DistanceTo_counts_the_bits_that_differ() =>
        Assert.Equal(3, new Hash64(0b1011).DistanceTo(new Hash64(0b0000)));

    [Theory]
    [InlineData(false, "0000000000000000")]
    [InlineData(true, "ffffffffffffffff")]
    public void DHash_says_where_a_row_gets_brighter(bool brighter, string expected)
    {
        using var ramp = new Pixels(90, 80, 1);
        for (var y = 0; y < ramp.Height; y++)
        {
            for (var x = 0; x < ramp.Width; x++)
                ramp.Row(y)[x] = (byte)(brighter ? 2 * x : 255 - (2 * x));
        }

        Assert.Equal(expected, DHash.Of(ramp).ToString());
    }

    [Fact]
    public void DHash_of_the_mirror_image_is_that_of_the_mirrored_picture() =>
        Gen.Byte.Array[9 * 8].Sample(samples =>
        {
            using var photo = Pixels.From(samples, 9, 8, 1);
            using var mirrored = Pixels.From(Some.Mirrored(samples, 9), 9, 8, 1);

            var (hash, mirror) = DHash.WithMirror(photo);

            return (hash, mirror) == (DHash.Of(photo), DHash.Of(mirrored)) && DHash.WithMirror(mirrored) == (mirror, hash);
        });

    [Fact]
    public void PHash_of_the_mirror_image_is_that_of_the_mirrored_picture() =>
        Gen.Byte.Array[32 * 32].Sample(samples =>
        {
            using var photo = Pixels.From(samples, 32, 32, 1);
            using var mirrored = Pixels.From(Some.Mirrored(samples, 32), 32, 32, 1);

            var (hash, mirror) = PHash.WithMirror(photo);

            return hash == PHash.Of(photo) && mirror == PHash.Of(mirrored);
        });
}
