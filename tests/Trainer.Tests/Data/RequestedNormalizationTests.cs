using PhotoScore.Core.Datasets;
using PhotoScore.Trainer.Architectures;
using PhotoScore.Trainer.Data;

namespace PhotoScore.Trainer.Tests.Data;

public sealed class RequestedNormalizationTests
{
    private static readonly PixelStatistics Dataset = new([0.2, 0.3, 0.4], [0.1, 0, 0.3]);

    [Fact]
    public void Of_nothing_leaves_the_choice() => Assert.Null(RequestedNormalization.Of(null, Dataset));

    [Fact]
    public void Of_known_words_gives_their_moments()
    {
        Assert.Equal(PixelNormalization.UnitScale, RequestedNormalization.Of("unit", Dataset));
        Assert.Equal(PixelNormalization.ImageNet, RequestedNormalization.Of("imagenet", Dataset));
    }

    [Fact]
    public void Of_dataset_gives_its_moments_and_never_divides_by_nothing() =>
        Assert.Equal(new PixelNormalization(new Rgb(0.2, 0.3, 0.4), new Rgb(0.1, 1 / 255.0, 0.3)), RequestedNormalization.Of("dataset", Dataset));
}
