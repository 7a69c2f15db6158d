using Microsoft.AspNetCore.Http;
using PhotoScore.Functions.Page;

namespace PhotoScore.Functions.Tests.Page;

public sealed class OtherSitesRefusedTests
{
    [Theory]
    [InlineData("POST", "cross-site", null, false, true)]
    [InlineData("PUT", "same-site", null, false, true)]
    [InlineData("DELETE", "cross-site", null, false, true)]
    [InlineData("POST", "same-origin", null, false, false)]
    [InlineData("POST", "none", null, false, false)]
    [InlineData("POST", null, null, false, false)]
    [InlineData("POST", null, "https://evil.example", false, true)]
    [InlineData("POST", null, "null", false, true)]
    [InlineData("POST", null, "http://127.0.0.1:7072", false, true)]
    [InlineData("POST", null, "http://127.0.0.1:7071", false, false)]
    [InlineData("POST", "cross-site", null, true, false)]
    [InlineData("GET", "cross-site", "https://evil.example", false, false)]
    [InlineData("HEAD", "cross-site", null, false, false)]
    public void IsRefused_only_what_a_browser_sends_for_another_site_to_change_something(string method, string? site, string? origin, bool hasKey, bool refused)
    {
        var request = new DefaultHttpContext().Request;
        (request.Method, request.Host) = (method, new HostString("127.0.0.1", 7071));
        if (site is not null)
            request.Headers["Sec-Fetch-Site"] = site;
        if (origin is not null)
            request.Headers.Origin = origin;
        if (hasKey)
            request.Headers["x-functions-key"] = "key";

        Assert.Equal(refused, OtherSitesRefused.IsRefused(request));
    }
}
