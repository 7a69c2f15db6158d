using PhotoScore.Core.Datasets.Recipes;
using PhotoScore.Functions.Downloads;

namespace PhotoScore.Functions.Tests.Downloads;

public sealed class DownloaderAddressTests : DownloaderBench
{
    [Fact]
    public async Task FetchAsync_relative_redirects_are_followed()
    {
        Site.Serve("/target.jpg", Body);
        Site.Redirect("/second", "target.jpg");

        Assert.Equal(Body, (await PhotoAsync(Site.Redirect("/first", "/second"))).Bytes);
    }

    [Fact]
    public async Task FetchAsync_circle_of_redirects_ends()
    {
        var fault = await FaultAsync(Site.Redirect("/circle", "/circle"));

        Assert.Equal(("too-many-redirects", 6), (fault.Outcome, Site.Visits("/circle")));
    }

    [Theory]
    [InlineData("http://169.254.169.254/metadata/instance")]
    [InlineData("http://10.0.0.1/")]
    [InlineData("http://[fd00::1]/")]
    [InlineData("http://[::ffff:192.168.0.1]/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("ftp://example.org/a.jpg")]
    public async Task FetchAsync_redirect_to_a_private_address_is_refused(string target) =>
        Assert.Equal("forbidden-address", (await FaultAsync(Site.Redirect("/trap", target))).Outcome);

    [Theory]
    [InlineData("http://127.0.0.1:1/")]
    [InlineData("http://127.1:1/")]
    [InlineData("http://2130706433:1/")]
    [InlineData("http://0x7f000001:1/")]
    [InlineData("http://0x7f.1:1/")]
    [InlineData("http://0177.0.0.1:1/")]
    [InlineData("http://localhost:1/")]
    [InlineData("http://[::1]:1/")]
    [InlineData("http://[::ffff:127.0.0.1]:1/")]
    [InlineData("http://[::ffff:7f00:1]:1/")]
    [InlineData("http://0.0.0.0:1/")]
    [InlineData("http://[::]:1/")]
    [InlineData("http://user:password@127.0.0.1:1/")]
    [InlineData("javascript:alert(1)")]
    [InlineData("data:image/png;base64,AAAA")]
    [InlineData("//127.0.0.1/a.jpg")]
    [InlineData("not a url")]
    [InlineData("")]
    public async Task FetchAsync_disguised_local_address_is_refused(string url)
    {
        using var strict = PublicHttp.CreateClient(new DownloadOptions());

        var fault = Assert.IsType<FetchFault>(await FetchAsync(url, new DownloadRecipe { Retries = 0 }, strict));

        Assert.Equal("forbidden-address", fault.Outcome);
    }

    // Whether such a name resolves at all is the machine's business; what counts is that nobody was asked.
    [Theory]
    [InlineData("LOCALHOST.")]
    [InlineData("１２７.0.0.1")]
    [InlineData("127。0。0。1")]
    [InlineData("①②⑦.0.0.1")]
    public async Task FetchAsync_disguised_host_name_reaches_nobody(string host)
    {
        using var strict = PublicHttp.CreateClient(new DownloadOptions());
        var url = Site.Serve("/inside.jpg", Body).Replace("127.0.0.1", host);

        Assert.IsType<FetchFault>(await FetchAsync(url, new DownloadRecipe { Retries = 0 }, strict));
        Assert.Equal(0, Site.Visits("/inside.jpg"));
    }
}
