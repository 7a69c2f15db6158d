using System.Text.Json.Nodes;
using PhotoScore.Local.PhotoSite.Faults;
using PhotoScore.Local.PhotoSite.Quotas;

namespace PhotoScore.Local.PhotoSite.Flickr;

/// <summary>The REST endpoint, answers in JSON only: https://www.flickr.com/services/api/request.rest.html</summary>
internal sealed class FlickrApi(
    SiteOptions options, TimeProvider time, SiteFaults faults, FaultyAnswers answers, FlickrLists lists, FlickrDetails details, FlickrPeople people)
{
    private readonly ApiKeys _keys = new(options.Keys.Flickr);
    private readonly CallCounter _calls = new(CallQuota.Parse(options.Quota.Flickr, TimeSpan.FromHours(1)), time);

    public async Task<IResult> AnswerAsync(HttpContext context)
    {
        var query = context.Request.Query;
        if (query["format"] is not ["json"])
            return Failed(query, 111, $"Format \"{query["format"]}\" not found");
        var key = query["api_key"].ToString();
        if (!_keys.Takes(key))
            return Failed(query, 100, "Invalid API Key (Key has invalid format)");
        var errors = new FlickrErrors(query);
        if (_calls.Count(key).Wait is { } wait)
            return errors.TooMany(wait);
        var content = FlickrJson.Write(Answer(query, context.Request.Site()), query);
        return await answers.AnswerAsync(
            new Reply("flickr-api", 0, CallHash.Of(context.Request, "api_key"), faults["flickr"].Api, () => content) { Errors = errors }, context);
    }

    private JsonObject Answer(IQueryCollection query, string site)
    {
        string? Argument(string name) => query.TryGetValue(name, out var value) ? value.ToString() : null;
        try
        {
            return Argument("method") switch
            {
                "flickr.photos.search" => lists.Search(Argument, site),
                "flickr.groups.pools.getPhotos" => lists.Pool(Argument, site),
                "flickr.photos.getInfo" => details.Info(Argument, site),
                "flickr.photos.getFavorites" => details.Favorites(Argument),
                "flickr.photos.getSizes" => details.Sizes(Argument, site),
                "flickr.people.findByUsername" => people.ByUsername(Argument),
                "flickr.people.getInfo" => people.Info(Argument, site),
                var method => throw new FlickrException(112, $"Method \"{method}\" not found"),
            };
        }
        catch (FlickrException e)
        {
            return FlickrJson.Failure(e.Code, e.Message);
        }
    }

    private static IResult Failed(IQueryCollection query, int code, string message) =>
        FlickrJson.Write(FlickrJson.Failure(code, message), query).ToResult();
}
