using PhotoScore.Local.Runtime.Blobs;

namespace PhotoScore.Local.Tests.Runtime.Blobs;

public sealed class BlobPathPatternTests
{
    [Fact]
    public void Match_two_captures_the_first_takes_as_much_as_it_can()
    {
        var captures = BlobPathPattern.Parse("uploads/{model}/{path}").Match("a/b/c")!;

        Assert.Equal("a/b", captures["model"]);
        Assert.Equal("c", captures["PATH"]);
    }

    [Theory]
    [InlineData("uploads/{name}", "a/b/c.jpg", "a/b/c.jpg")]
    [InlineData("uploads/in-{name}.jpg", "in-x.y.jpg", "x.y")]
    [InlineData("uploads/{name}.{ext}", "x.tar.gz", "x.tar")]
    public void Match_name_that_fits_gives_its_capture(string path, string blob, string name)
    {
        Assert.Equal(name, BlobPathPattern.Parse(path).Match(blob)!["name"]);
    }

    [Theory]
    [InlineData("uploads/in-{name}.jpg", "in-x.png")]
    [InlineData("uploads/in-{name}.jpg", "in-.jpg")]
    [InlineData("uploads/{a}/{b}", "c")]
    [InlineData("uploads/exact", "exact2")]
    [InlineData("uploads/a.b", "axb")]
    public void Match_name_that_does_not_fit_gives_nothing(string path, string blob)
    {
        Assert.Null(BlobPathPattern.Parse(path).Match(blob));
    }

    [Fact]
    public void Parse_pattern_knows_container_and_prefix()
    {
        var pattern = BlobPathPattern.Parse("uploads/in/x-{name}.jpg");

        Assert.Equal(("uploads", "in/x-"), (pattern.Container, pattern.Prefix));
    }

    [Fact]
    public void Parse_container_alone_fits_every_blob()
    {
        Assert.NotNull(BlobPathPattern.Parse("uploads").Match("any/thing"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("/x")]
    [InlineData("uploads/")]
    [InlineData("{container}/x")]
    [InlineData("uploads/{a}{a}")]
    [InlineData("uploads/{a")]
    [InlineData("uploads/{}")]
    public void Parse_malformed_path_is_refused(string path)
    {
        Assert.Throws<FormatException>(() => BlobPathPattern.Parse(path));
    }
}
