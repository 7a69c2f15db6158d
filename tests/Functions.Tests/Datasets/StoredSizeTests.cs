using CsCheck;
using PhotoScore.Core.Datasets.Recipes;
using PhotoScore.Functions.Datasets.Chunks;

namespace PhotoScore.Functions.Tests.Datasets;

public sealed class StoredSizeTests
{
    [Theory]
    [InlineData(StoredResize.ShortSide, 640, 480, 341, 256)]
    [InlineData(StoredResize.ShortSide, 480, 640, 256, 341)]
    [InlineData(StoredResize.ShortSide, 200, 3_000, 200, 3_000)]
    [InlineData(StoredResize.LongSide, 640, 480, 256, 192)]
    [InlineData(StoredResize.LongSide, 30_000, 2, 256, 1)]
    [InlineData(StoredResize.Squash, 640, 480, 256, 256)]
    [InlineData(StoredResize.Squash, 640, 100, 256, 100)]
    [InlineData(StoredResize.None, 640, 480, 640, 480)]
    public void Of_known_photo_gives_known_size(StoredResize resize, int width, int height, int storedWidth, int storedHeight) =>
        Assert.Equal((storedWidth, storedHeight), StoredSize.Of(width, height, new ImageRecipe { Resize = resize, Size = 256 }));

    [Fact]
    public void Of_any_photo_is_never_larger_and_never_empty() =>
        Gen.Select(Gen.Int[1, 20_000], Gen.Int[1, 20_000], Gen.Int[1, 2_000], Gen.Enum<StoredResize>()).Sample((width, height, size, resize) =>
        {
            var (storedWidth, storedHeight) = StoredSize.Of(width, height, new ImageRecipe { Resize = resize, Size = size });
            Assert.InRange(storedWidth, 1, width);
            Assert.InRange(storedHeight, 1, height);
        });
}
