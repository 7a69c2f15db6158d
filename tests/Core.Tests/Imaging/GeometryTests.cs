using System.Text.Json;
using PhotoScore.Core.Imaging;

namespace PhotoScore.Core.Tests.Imaging;

public sealed class GeometryTests
{
    [Theory]
    [InlineData("""{"resize":"shortSide","size":256,"crop":224,"interpolation":"bilinear-antialias"}""")]
    [InlineData("""{"resize":"squash","width":56,"height":56,"interpolation":"bilinear-antialias"}""")]
    [InlineData("""{"resize":"none","interpolation":"bilinear-antialias"}""")]
    public void Json_of_a_geometry_comes_back_as_it_was(string json)
    {
        var geometry = JsonSerializer.Deserialize<Geometry>(json, JsonSerializerOptions.Web)!;

        Assert.Empty(geometry.Faults());
        Assert.Equal(json, JsonSerializer.Serialize(geometry, JsonSerializerOptions.Web));
    }

    [Theory]
    [InlineData("""{"resize":"shortSide"}""", 1)]
    [InlineData("""{"resize":"shortSide","size":0}""", 1)]
    [InlineData("""{"resize":"shortSide","size":100,"crop":101}""", 1)]
    [InlineData("""{"resize":"squash","width":10}""", 1)]
    [InlineData("""{"resize":"squash","width":10,"height":20,"crop":11}""", 1)]
    [InlineData("""{"resize":"squash","size":3,"interpolation":"nearest"}""", 4)]
    [InlineData("""{"resize":"none","crop":8}""", 1)]
    public void Faults_name_everything_that_is_wrong(string json, int count)
    {
        var geometry = JsonSerializer.Deserialize<Geometry>(json, JsonSerializerOptions.Web)!;
        using var photo = new Pixels(20, 10);

        Assert.Equal(count, geometry.Faults().Count);
        Assert.Throws<ArgumentException>(() => Preparation.Prepare(photo, geometry));
    }

    [Theory]
    [InlineData(500, 375, 256, 341)]
    [InlineData(375, 500, 256, 341)]
    [InlineData(101, 100, 256, 258)]
    [InlineData(33, 22, 22, 33)]
    public void Prepare_cuts_the_longer_side_off_towards_zero_as_torchvision(int width, int height, int size, int longer)
    {
        using var photo = new Pixels(width, height, 1);
        photo.Span.Clear();

        using var prepared = Preparation.Prepare(photo, Geometry.ShortSide(size));

        Assert.Equal((size, longer), (Math.Min(prepared.Width, prepared.Height), Math.Max(prepared.Width, prepared.Height)));
        Assert.Equal(width > height, prepared.Width > prepared.Height);
    }

    [Fact]
    public void Prepare_into_memory_gives_the_same_samples()
    {
        var geometry = Geometry.ShortSide(64, 56);
        using var photo = Fixture.Picture("rgb-203x151.png", 3);
        using var expected = Preparation.Prepare(photo, geometry);
        var actual = new byte[56 * 56 * 3];

        Preparation.PrepareInto(photo, geometry, actual);

        Assert.True(expected.Span.SequenceEqual(actual));
        Assert.Equal((56, 56), geometry.FixedSize);
    }

    [Fact]
    public void Prepare_of_a_thread_that_would_grow_beyond_memory_is_refused_by_name()
    {
        using var thread = new Pixels(100_000, 1, 1);

        var refusal = Assert.Throws<ImageRejectedException>(() => Preparation.Prepare(thread, Geometry.ShortSide(256)));

        Assert.Equal("too-many-pixels", refusal.Code);
    }
}
