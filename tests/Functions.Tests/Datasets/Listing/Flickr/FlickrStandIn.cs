using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using PhotoScore.Functions.Datasets.Listing.Flickr;

namespace PhotoScore.Functions.Tests.Datasets.Listing.Flickr;

/// <summary>A photo of the stand-in.</summary>
internal sealed record StandInPhoto(string Id, long UploadedAt)
{
    public int Views { get; init; } = 100;

    public int Favorites { get; init; } = 7;

    public bool Private { get; init; }

    public string Media { get; init; } = "photo";
}

/// <summary>
/// A small Flickr on loopback: search by upload date in pages, of which only the first 4,000 photos can be reached, getInfo,
/// getFavorites; and faults as a test wants them.
/// </summary>
internal sealed class FlickrStandIn : IAsyncDisposable
{
    private readonly WebApplication _app;

    private FlickrStandIn(WebApplication app)
    {
        _app = app;
        app.Run(AnswerAsync);
    }

    public const string GoodKey = "good-key-1234567890";

    public List<StandInPhoto> Photos { get; } = [];

    public HashSet<string> Keys { get; } = [GoodKey];

    /// <summary>Ids of photos whose files are no more, while the API still tells of them.</summary>
    public HashSet<string> Gone { get; } = [];

    /// <summary>Whether search answers the undocumented extra; Flickr owes it to nobody.</summary>
    public bool CountsFavorites { get; set; } = true;

    /// <summary>Answers a call in place of the API when it gives true; told the number of the call, from 1.</summary>
    public Func<HttpContext, int, Task<bool>> Fault { get; set; } = (_, _) => Task.FromResult(false);

    /// <summary>Method and key of every call.</summary>
    public ConcurrentQueue<(string Method, string Key)> Calls { get; } = [];

    public FlickrOptions Options => new()
    {
        Api = new Uri($"{_app.Urls.Single()}/services/rest/"),
        Photos = new Uri($"{_app.Urls.Single()}/live/"),
        Pages = new Uri($"{_app.Urls.Single()}/photos/"),
        Keys = [.. Keys],
    };

    public static async Task<FlickrStandIn> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var standIn = new FlickrStandIn(builder.Build());
        await standIn._app.StartAsync();
        return standIn;
    }

    /// <summary>Photos uploaded at regular intervals, the first one at a time in Unix seconds.</summary>
    public void Add(int count, long first, long interval)
    {
        for (var i = 0; i < count; i++)
            Photos.Add(new StandInPhoto($"{Photos.Count + 1_000_000}", first + (i * interval)));
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext http)
    {
        if (http.Request.Path.StartsWithSegments("/live", out var file))
        {
            await SendAsync(http, file.Value!.Split('/', '_')[2]);
            return;
        }
        var query = http.Request.Query;
        Calls.Enqueue((query["method"].ToString(), query["api_key"].ToString()));
        if (await Fault(http, Calls.Count))
            return;
        var answer = !Keys.Contains(query["api_key"].ToString())
            ? Failure(100, $"Invalid API Key ({query["api_key"]} has expired)")
            : query["method"].ToString() switch
            {
                "flickr.photos.search" => Search(query),
                "flickr.photos.getInfo" => Find(query) is { } photo ? Info(photo) : Failure(1, "Photo not found"),
                "flickr.photos.getFavorites" => Find(query) is { } photo ? Favorites(photo) : Failure(1, "Photo not found"),
                var method => Failure(112, $"Method \"{method}\" not found"),
            };
        await http.Response.WriteAsync(answer.ToJsonString());
    }

    private Task SendAsync(HttpContext http, string id)
    {
        if (Gone.Contains(id))
        {
            http.Response.Redirect("/pw/images/en-us/photo_unavailable.png");
            return Task.CompletedTask;
        }
        var number = Photos.FindIndex(photo => photo.Id == id);
        return http.Response.Body.WriteAsync(Datasets.Some.Jpeg(number)).AsTask();
    }

    private StandInPhoto? Find(IQueryCollection query) => Photos.Find(photo => photo.Id == query["photo_id"] && !photo.Private);

    private JsonObject Search(IQueryCollection query)
    {
        if (query["user_id"] == "404@N00")
            return Failure(2, "Unknown user");
        var found = Photos.Where(photo => photo.UploadedAt >= Number(query, "min_upload_date") && photo.UploadedAt <= Number(query, "max_upload_date")).ToList();
        found = query["sort"] == "date-posted-asc" ? [.. found.OrderBy(photo => photo.UploadedAt)] : [.. found.OrderByDescending(photo => photo.UploadedAt)];
        var (page, perPage) = ((int)Number(query, "page"), (int)Number(query, "per_page"));
        // Beyond the reachable ones the true service repeats its last page.
        var shown = Math.Min(page, Math.Max(1, (Math.Min(found.Count, 4_000) + perPage - 1) / perPage));
        return new JsonObject
        {
            ["stat"] = "ok",
            ["photos"] = new JsonObject
            {
                ["page"] = page,
                ["pages"] = (found.Count + perPage - 1) / perPage,
                ["total"] = $"{found.Count}",
                ["photo"] = new JsonArray([.. found.Take(4_000).Skip((shown - 1) * perPage).Take(perPage).Select(Listed)]),
            },
        };
    }

    private JsonObject Listed(StandInPhoto photo)
    {
        var json = new JsonObject
        {
            ["id"] = photo.Id,
            ["owner"] = "12037949754@N01",
            ["secret"] = "abc123",
            ["server"] = "65535",
            ["title"] = $"Photo {photo.Id}",
            ["license"] = "4",
            ["dateupload"] = $"{photo.UploadedAt}",
            ["views"] = $"{photo.Views}",
            ["count_comments"] = 3,
            ["width_n"] = 320,
            ["height_n"] = "213",
            ["width_w"] = 400,
            ["height_w"] = "267",
            ["width_m"] = 500,
            ["height_m"] = "333",
        };
        if (CountsFavorites)
            json["count_faves"] = $"{photo.Favorites}";
        return json;
    }

    private static JsonObject Info(StandInPhoto photo) => new()
    {
        ["stat"] = "ok",
        ["photo"] = new JsonObject
        {
            ["id"] = photo.Id,
            ["secret"] = "abc123",
            ["server"] = "65535",
            ["license"] = "0",
            ["views"] = $"{photo.Views}",
            ["owner"] = new JsonObject { ["nsid"] = "12037949754@N01" },
            ["title"] = new JsonObject { ["_content"] = $"Photo {photo.Id}" },
            ["dates"] = new JsonObject { ["posted"] = $"{photo.UploadedAt}" },
            ["comments"] = new JsonObject { ["_content"] = 3 },
            ["media"] = photo.Media,
        },
    };

    private static JsonObject Favorites(StandInPhoto photo) => new()
    {
        ["stat"] = "ok",
        ["photo"] = new JsonObject { ["id"] = photo.Id, ["person"] = new JsonArray(), ["total"] = $"{photo.Favorites}" },
    };

    private static JsonObject Failure(int code, string message) => new() { ["stat"] = "fail", ["code"] = code, ["message"] = message };

    private static long Number(IQueryCollection query, string name) => long.Parse(query[name].ToString(), CultureInfo.InvariantCulture);
}
