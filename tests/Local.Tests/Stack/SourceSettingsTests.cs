using Microsoft.AspNetCore.Builder;
using PhotoScore.Local.PhotoSite;
using PhotoScore.Local.Stack.Services;

namespace PhotoScore.Local.Tests.Stack;

public sealed class SourceSettingsTests
{
    [Theory]
    [InlineData("Sources__Flickr__Api", "?method=flickr.photos.search&text=sea&format=json&nojsoncallback=1&api_key=k")]
    [InlineData("Sources__Instagram__Api", "ig_hashtag_search?user_id=1&q=sunset&access_token=t")]
    [InlineData("Sources__Google__Api", "?key=k&cx=c&searchType=image&q=a")]
    [InlineData("Sources__Picsum__Address", "v2/list")]
    public async Task For_names_addresses_where_the_photo_site_answers(string setting, string call)
    {
        await using WebApplication site = Site.Create("--urls", "http://127.0.0.1:0", "--Flickr:Photos=100", "--Instagram:Accounts=5");
        await site.StartAsync(TestContext.Current.CancellationToken);
        using var http = new HttpClient();

        using var answer = await http.GetAsync(SourceSettings.For(new Uri(site.Urls.Single()))[setting] + call, TestContext.Current.CancellationToken);

        Assert.Equal(200, (int)answer.StatusCode);
    }
}
