using System.Text.Json;

namespace PhotoScore.Local.Tests.PhotoSite.Picsum;

public sealed class PicsumSiteTests
{
    [Fact]
    public async Task Seed_redirects_to_the_same_signed_picture_each_time()
    {
        await using var site = await TestSite.StartAsync();
        using var first = await site.GetAsync("/picsum/seed/abc/320/200");
        using var second = await site.GetAsync("/picsum/seed/abc/320/200");
        using var other = await site.GetAsync("/picsum/seed/abd/320/200");

        Assert.Equal(302, (int)first.StatusCode);
        Assert.Equal(first.Headers.Location, second.Headers.Location);
        Assert.NotEqual(first.Headers.Location, other.Headers.Location);
        Assert.Equal((320, 200), await site.PictureSizeAsync("/picsum/seed/abc/320/200"));
        Assert.Contains($"/id/{first.Headers.GetValues("Picsum-ID").Single()}/320/200.jpg?hmac=", first.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Equal(400, (int)(await site.GetAsync($"{first.Headers.Location}0")).StatusCode);
    }

    [Fact]
    public async Task List_followed_by_its_links_gives_every_picture_once()
    {
        await using var site = await TestSite.StartAsync("--Picsum:Photos=130");
        var ids = new List<string>();
        for (string? address = "/picsum/v2/list?limit=50"; address is not null;)
        {
            using var response = await site.GetAsync(address);
            var page = JsonElement.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
            ids.AddRange(page.EnumerateArray().Select(info => info.GetProperty("id").GetString()!));
            var links = response.Headers.TryGetValues("Link", out var values) ? values.Single().Split(", ") : [];
            address = links.FirstOrDefault(link => link.EndsWith("rel=\"next\"", StringComparison.Ordinal))?.Split('<', '>')[1];
        }

        Assert.Equal(Enumerable.Range(0, 130).Select(id => $"{id}"), ids);
    }

    [Fact]
    public async Task List_download_address_leads_to_a_picture_of_the_size_told()
    {
        await using var site = await TestSite.StartAsync();
        var info = (await site.JsonAsync("/picsum/v2/list?limit=1"))[0];

        Assert.Equal((info.GetProperty("width").GetInt32(), info.GetProperty("height").GetInt32()), await site.PictureSizeAsync(info.GetProperty("download_url").GetString()!));
        Assert.Equal(info.GetProperty("author").GetString(), (await site.JsonAsync("/picsum/id/0/info")).GetProperty("author").GetString());
    }

    [Theory]
    [InlineData("/picsum/id/5000/300/200", 404)]
    [InlineData("/picsum/seed/a/6000/200", 400)]
    [InlineData("/picsum/300/200", 302)]
    [InlineData("/picsum/300", 302)]
    public async Task Addresses_answer_with(string address, int status)
    {
        await using var site = await TestSite.StartAsync();

        Assert.Equal(status, (int)(await site.GetAsync(address)).StatusCode);
    }
}
