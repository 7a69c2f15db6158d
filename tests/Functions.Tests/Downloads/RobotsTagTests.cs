using PhotoScore.Functions.Downloads;

namespace PhotoScore.Functions.Tests.Downloads;

public sealed class RobotsTagTests
{
    [Theory]
    [InlineData("noai", true)]
    [InlineData("noindex, NoImageAI", true)]
    [InlineData("noindex, nofollow", false)]
    [InlineData("photoscore: noai", true)]
    [InlineData("otherbot: noai", false)]
    [InlineData("otherbot: noindex, noai", false)]
    [InlineData("otherbot: noindex, photoscore: noimageai", true)]
    [InlineData("max-snippet: 10, noai", true)]
    [InlineData("unavailable_after: 25 Jun 2030 15:00:00 PST, noai", true)]
    [InlineData("noaim", false)]
    [InlineData("", false)]
    public void ForbidsTraining_reads_the_header(string value, bool forbids) =>
        Assert.Equal(forbids, RobotsTag.ForbidsTraining([value], "photoscore"));

    [Fact]
    public void ForbidsTraining_any_of_several_headers_suffices() =>
        Assert.True(RobotsTag.ForbidsTraining(["otherbot: noai", "noai"], "photoscore"));
}
