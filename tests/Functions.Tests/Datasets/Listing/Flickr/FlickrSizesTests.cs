using PhotoScore.Core.Datasets.Recipes;
using PhotoScore.Functions.Datasets.Listing.Flickr;

namespace PhotoScore.Functions.Tests.Datasets.Listing.Flickr;

public sealed class FlickrSizesTests
{
    private static readonly FlickrSize[] Landscape = [new("n", 320, 213), new("w", 400, 267), new("-", 500, 333), new("z", 640, 427)];

    [Theory]
    [InlineData(256, StoredResize.ShortSide, "w")]
    [InlineData(300, StoredResize.ShortSide, "-")]
    [InlineData(300, StoredResize.LongSide, "n")]
    [InlineData(224, StoredResize.Squash, "w")]
    [InlineData(4_096, StoredResize.ShortSide, "z")]
    [InlineData(8, StoredResize.None, "z")]
    public void Choose_known_sizes_the_smallest_that_is_enough(int size, StoredResize resize, string expected) =>
        Assert.Equal(expected, FlickrSizes.Choose(new ImageRecipe { MinWidth = 100, MinHeight = 100, Size = size, Resize = resize }, Landscape));

    [Fact]
    public void Choose_known_sizes_respects_what_the_recipe_refuses() =>
        Assert.Equal("-", FlickrSizes.Choose(new ImageRecipe { MinWidth = 401, MinHeight = 100, Size = 64 }, Landscape));

    [Theory]
    [InlineData(256, StoredResize.ShortSide, "-")]
    [InlineData(224, StoredResize.ShortSide, "w")]
    [InlineData(500, StoredResize.LongSide, "-")]
    [InlineData(512, StoredResize.ShortSide, "b")]
    [InlineData(2_000, StoredResize.ShortSide, "b")]
    public void Choose_nothing_known_takes_photos_to_be_16_to_9(int size, StoredResize resize, string expected) =>
        Assert.Equal(expected, FlickrSizes.Choose(new ImageRecipe { MinWidth = 100, MinHeight = 100, Size = size, Resize = resize }, []));

    [Theory]
    [InlineData("-", "")]
    [InlineData("w", "_w")]
    public void Suffix_medium_has_none(string name, string expected) => Assert.Equal(expected, FlickrSizes.Suffix(name));

    [Theory]
    [InlineData("https://s.yimg.com/pw/images/en-us/photo_unavailable.png", true)]
    [InlineData("http://l.yimg.com/g/images/photo_unavailable.gif?x=1", true)]
    [InlineData("https://combo.staticflickr.com/pw/images/en-us/photo_unavailable_m.png", true)]
    [InlineData("https://live.staticflickr.com/1/2_3_w.jpg", false)]
    [InlineData("https://example.com/", false)]
    public void IsAt_knows_the_stand_in_by_its_name(string address, bool expected) => Assert.Equal(expected, UnavailablePicture.IsAt(new Uri(address)));
}
