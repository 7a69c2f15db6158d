using PhotoScore.Core.Deduplication;
using PhotoScore.Core.Imaging;
using PhotoScore.Core.Imaging.Resampling;

namespace PhotoScore.Core.Tests.Imaging;

/// <summary>Decoding, resizing and hashing give the same bits as Python's Pillow and imagehash.</summary>
public sealed class PillowTests
{
    public static TheoryData<ResizeTruth> Resizes => [.. Fixture.Truth<ResizeTruth>("resizes")];

    public static TheoryData<PreparationTruth> Preparations => [.. Fixture.Truth<PreparationTruth>("preparations")];

    public static TheoryData<DecodeTruth> Decodes => [.. Fixture.Truth<DecodeTruth>("decodes")];

    public static TheoryData<HashTruth> Hashes => [.. Fixture.Truth<HashTruth>("hashes")];

    [Theory]
    [MemberData(nameof(Resizes))]
    public void Resize_gives_the_samples_of_Pillow(ResizeTruth truth)
    {
        using var source = Fixture.Picture(truth.Source, Fixture.Channels(truth.Source));
        using var expected = Fixture.Picture(truth.Expected, source.Channels);

        using var actual = Resampler.Resize(source, truth.Width, truth.Height, Enum.Parse<ResampleFilter>(truth.Filter, ignoreCase: true));

        Assert.Null(Fixture.Difference(expected, actual));
    }

    [Theory]
    [MemberData(nameof(Preparations))]
    public void Prepare_gives_the_samples_of_torchvision(PreparationTruth truth)
    {
        using var source = Fixture.Picture(truth.Source, Fixture.Channels(truth.Source));
        using var expected = Fixture.Picture(truth.Expected, source.Channels);

        using var actual = Preparation.Prepare(source, truth.Geometry);

        Assert.Null(Fixture.Difference(expected, actual));
    }

    [Theory]
    [MemberData(nameof(Decodes))]
    public void Decode_gives_the_samples_of_Pillow(DecodeTruth truth)
    {
        using var expected = Fixture.Picture(truth.Expected, 3);

        using var actual = ImageDecoder.Decode(Fixture.Bytes(truth.File));

        Assert.Null(Fixture.Difference(expected, actual.Pixels));
        Assert.Equal(truth.Orientation, actual.Orientation);
        Assert.Equal((expected.Width, expected.Height), (actual.Width, actual.Height));
    }

    [Theory]
    [MemberData(nameof(Hashes))]
    public void Hashes_are_those_of_imagehash(HashTruth truth)
    {
        using var photo = Fixture.Picture(truth.Source, 3);
        using var expectedLuma = Fixture.Picture(truth.Luma, 1);

        using var luma = Luma.Of(photo);

        Assert.Null(Fixture.Difference(expectedLuma, luma));
        Assert.Equal(truth.DHash, DHash.Of(photo).ToString());
        Assert.Equal(truth.PHash, PHash.Of(photo).ToString());
        Assert.Equal(DHash.Of(photo), DHash.Of(luma));
    }

    public sealed record ResizeTruth(string Source, string Filter, int Width, int Height, string Expected);

    public sealed record PreparationTruth(string Source, Geometry Geometry, string Expected);

    public sealed record DecodeTruth(string File, string Expected, int Orientation);

    public sealed record HashTruth(string Source, string DHash, string PHash, string Luma);
}
