using System.Net;
using System.Text.Json;

namespace PhotoScore.Local.Tests.PhotoSite.Flickr;

public sealed class FlickrSiteTests
{
    private static string Call(string method, string arguments) =>
        $"/flickr/services/rest/?method=flickr.{method}&api_key=k&format=json&nojsoncallback=1&{arguments}";

    [Fact]
    public async Task Search_paged_to_the_end_gives_every_photo_once()
    {
        await using var site = await TestSite.StartAsync();
        var ids = new List<string>();
        var pages = 1;
        for (var page = 1; page <= pages; page++)
        {
            var photos = (await site.JsonAsync(Call("photos.search", $"tags=sunset&per_page=100&page={page}&extras=tags"))).GetProperty("photos");
            pages = photos.GetProperty("pages").GetInt32();
            foreach (var photo in photos.GetProperty("photo").EnumerateArray())
            {
                Assert.Contains("sunset", photo.GetProperty("tags").GetString()!.Split(' '));
                ids.Add(photo.GetProperty("id").GetString()!);
            }
            Assert.InRange(photos.GetProperty("photo").GetArrayLength(), 1, 100);
        }

        var total = (await site.JsonAsync(Call("photos.search", "tags=sunset"))).GetProperty("photos").GetProperty("total").GetInt32();
        Assert.Equal(total, ids.Count);
        Assert.Equal(total, ids.Distinct().Count());
        Assert.InRange(total, 800, 1300);
    }

    [Fact]
    public async Task Search_reaches_no_more_than_four_thousand_photos()
    {
        await using var site = await TestSite.StartAsync("--Flickr:Photos=9000");
        var ids = new HashSet<string>();
        var total = 0;
        foreach (var page in Enumerable.Range(1, 12))
        {
            var photos = (await site.JsonAsync(Call("photos.search", $"text=landscape&per_page=500&page={page}"))).GetProperty("photos");
            total = photos.GetProperty("total").GetInt32();
            ids.UnionWith(photos.GetProperty("photo").EnumerateArray().Select(photo => photo.GetProperty("id").GetString()!));
        }

        Assert.True(total > 5000, $"{total}");
        Assert.Equal(4000, ids.Count);
    }

    [Theory]
    [InlineData("min_upload_date=1514764800&max_upload_date=1546300799", 1514764800, 1546300799)]
    [InlineData("min_upload_date=2018-01-01%2000:00:00&max_upload_date=2018-12-31%2023:59:59&sort=date-posted-asc", 1514764800, 1546300799)]
    public async Task Search_dates_hold(string dates, long earliest, long latest)
    {
        await using var site = await TestSite.StartAsync();

        var photos = (await site.JsonAsync(Call("photos.search", $"{dates}&per_page=500&extras=date_upload"))).GetProperty("photos").GetProperty("photo");

        var uploaded = photos.EnumerateArray().Select(photo => long.Parse(photo.GetProperty("dateupload").GetString()!)).ToArray();
        Assert.InRange(uploaded.Length, 200, 450);
        Assert.All(uploaded, date => Assert.InRange(date, earliest, latest));
        Assert.Equal(dates.Contains("asc", StringComparison.Ordinal) ? uploaded.Order() : uploaded.OrderDescending(), uploaded);
    }

    [Fact]
    public async Task Search_conditions_narrow_each_other()
    {
        await using var site = await TestSite.StartAsync();
        async Task<int> TotalAsync(string arguments) => (await site.JsonAsync(Call("photos.search", arguments))).GetProperty("photos").GetProperty("total").GetInt32();

        var any = await TotalAsync("tags=sunset,travel");
        var all = await TotalAsync("tags=sunset,travel&tag_mode=all");
        var without = await TotalAsync("tags=sunset,-travel");

        Assert.Equal(await TotalAsync("tags=sunset"), all + without);
        Assert.Equal(await TotalAsync("tags=sunset") + await TotalAsync("tags=travel") - all, any);
        Assert.InRange(await TotalAsync("tags=sunset&license=4,5"), 1, any / 3);
        var owner = (await site.JsonAsync(Call("photos.search", "tags=sunset&per_page=1"))).GetProperty("photos").GetProperty("photo")[0].GetProperty("owner").GetString();
        Assert.InRange(await TotalAsync($"tags=sunset&user_id={Uri.EscapeDataString(owner!)}"), 1, 40);
    }

    [Fact]
    public async Task Info_says_what_the_search_said()
    {
        await using var site = await TestSite.StartAsync();
        var found = (await site.JsonAsync(Call("photos.search", "text=sea&per_page=1&extras=views,count_faves,date_upload,owner_name,license,url_z"))).GetProperty("photos").GetProperty("photo")[0];
        var id = found.GetProperty("id").GetString();

        var info = (await site.JsonAsync(Call("photos.getInfo", $"photo_id={id}"))).GetProperty("photo");
        var faves = (await site.JsonAsync(Call("photos.getFavorites", $"photo_id={id}&per_page=50"))).GetProperty("photo");
        var sizes = (await site.JsonAsync(Call("photos.getSizes", $"photo_id={id}"))).GetProperty("sizes").GetProperty("size");
        var person = (await site.JsonAsync(Call("people.findByUsername", $"username={found.GetProperty("ownername")}"))).GetProperty("user");

        Assert.Equal(found.GetProperty("views").GetString(), info.GetProperty("views").GetString());
        Assert.Equal(found.GetProperty("license").GetString(), info.GetProperty("license").GetString());
        Assert.Equal(found.GetProperty("dateupload").GetString(), info.GetProperty("dates").GetProperty("posted").GetString());
        Assert.Equal(found.GetProperty("owner").GetString(), info.GetProperty("owner").GetProperty("nsid").GetString());
        Assert.Equal(found.GetProperty("owner").GetString(), person.GetProperty("nsid").GetString());
        Assert.Equal(found.GetProperty("count_faves").GetString(), faves.GetProperty("total").GetString());
        Assert.Contains(sizes.EnumerateArray(), size => size.GetProperty("source").GetString() == found.GetProperty("url_z").GetString());
        Assert.Contains("og:image", await site.Http.GetStringAsync(
            info.GetProperty("urls").GetProperty("url")[0].GetProperty("_content").GetString(), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Favorites_paged_to_the_end_name_everybody_once()
    {
        await using var site = await TestSite.StartAsync();
        var photo = (await site.JsonAsync(Call("photos.search", "text=sea&sort=interestingness-desc&per_page=1"))).GetProperty("photos").GetProperty("photo")[0];
        var people = new List<string>();
        var pages = 1;
        for (var page = 1; page <= pages; page++)
        {
            var answer = (await site.JsonAsync(Call("photos.getFavorites", $"photo_id={photo.GetProperty("id")}&per_page=20&page={page}"))).GetProperty("photo");
            pages = answer.GetProperty("pages").GetInt32();
            people.AddRange(answer.GetProperty("person").EnumerateArray().Select(person => person.GetProperty("nsid").GetString()!));
            Assert.Equal(people.Distinct(), people);
            Assert.True(page < pages || people.Count == int.Parse(answer.GetProperty("total").GetString()!));
        }
    }

    [Fact]
    public async Task Pool_holds_photos_of_its_kind()
    {
        await using var site = await TestSite.StartAsync();

        var photos = (await site.JsonAsync(Call("groups.pools.getPhotos", "group_id=1100002%40N24&per_page=500&extras=tags"))).GetProperty("photos").GetProperty("photo");

        Assert.InRange(photos.GetArrayLength(), 200, 500);
        Assert.All(photos.EnumerateArray(), photo => Assert.Contains("sea", photo.GetProperty("tags").GetString(), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("method=flickr.photos.getInfo&api_key=k&photo_id=1&format=json&nojsoncallback=1", 1)]
    [InlineData("method=flickr.photos.search&text=sea&format=json&nojsoncallback=1", 100)]
    [InlineData("method=flickr.photos.search&api_key=other&text=sea&format=json&nojsoncallback=1", 100)]
    [InlineData("method=flickr.photos.search&api_key=k&format=json&nojsoncallback=1", 3)]
    [InlineData("method=flickr.photos.search&api_key=k&user_id=nobody&format=json&nojsoncallback=1", 2)]
    [InlineData("method=flickr.photos.eat&api_key=k&format=json&nojsoncallback=1", 112)]
    [InlineData("method=flickr.photos.search&api_key=k&text=sea&format=soap&nojsoncallback=1", 111)]
    public async Task Wrong_calls_fail_with_the_documented_code(string query, int code)
    {
        await using var site = await TestSite.StartAsync("--Keys:Flickr=k,l");

        var (status, json) = await site.AnswerAsync($"/flickr/services/rest/?{query}");

        Assert.Equal((200, "fail", code), (status, json.GetProperty("stat").GetString(), json.GetProperty("code").GetInt32()));
        Assert.NotEmpty(json.GetProperty("message").GetString()!);
    }

    [Fact]
    public async Task Without_nojsoncallback_json_is_an_argument()
    {
        await using var site = await TestSite.StartAsync();

        var text = await site.Http.GetStringAsync(
            "/flickr/services/rest/?method=flickr.photos.search&api_key=k&format=json&text=sea&per_page=1", TestContext.Current.CancellationToken);

        Assert.StartsWith("jsonFlickrApi({", text, StringComparison.Ordinal);
        Assert.Equal("ok", JsonElement.Parse(text["jsonFlickrApi(".Length..^1]).GetProperty("stat").GetString());
    }

    [Fact]
    public async Task Picture_has_the_size_that_is_told()
    {
        await using var site = await TestSite.StartAsync();
        var photo = (await site.JsonAsync(Call("photos.search", "text=sea&per_page=1&extras=url_sq,url_m,url_o"))).GetProperty("photos").GetProperty("photo")[0];

        foreach (var size in (string[])["sq", "m", "o"])
        {
            var picture = await site.PictureSizeAsync(photo.GetProperty($"url_{size}").GetString()!);

            Assert.Equal((photo.GetProperty($"width_{size}").GetInt32(), photo.GetProperty($"height_{size}").GetInt32()), picture);
        }
    }

    [Theory]
    [InlineData("0000000000", "z", true)]
    [InlineData(null, "z", false)]
    [InlineData(null, "x", true)]
    [InlineData(null, "k", true)]
    public async Task Picture_with_a_wrong_secret_or_size_leads_to_the_unavailable_one(string? secret, string size, bool unavailable)
    {
        await using var site = await TestSite.StartAsync();
        var photo = (await site.JsonAsync(Call("photos.search", "text=sea&per_page=1"))).GetProperty("photos").GetProperty("photo")[0];

        using var response = await site.GetAsync($"/flickr/live/{photo.GetProperty("server")}/{photo.GetProperty("id")}_{secret ?? photo.GetProperty("secret").GetString()}_{size}.jpg");

        Assert.Equal(unavailable ? HttpStatusCode.Redirect : HttpStatusCode.OK, response.StatusCode);
        if (unavailable)
            Assert.Equal((500, 374), await site.PictureSizeAsync(response.Headers.Location!.ToString()));
    }

    [Fact]
    public async Task Removed_photo_is_unknown_to_the_api_and_its_address_leads_to_the_unavailable_picture()
    {
        await using var site = await TestSite.StartAsync("--Faults:Flickr:Photos:Removed=1");
        var photo = (await site.JsonAsync(Call("photos.search", "text=sea&per_page=1&extras=url_z"))).GetProperty("photos").GetProperty("photo")[0];

        using var response = await site.GetAsync(photo.GetProperty("url_z").GetString()!);
        var info = await site.JsonAsync(Call("photos.getInfo", $"photo_id={photo.GetProperty("id")}"));

        Assert.EndsWith("photo_unavailable.png", response.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Equal(1, info.GetProperty("code").GetInt32());
    }
}
