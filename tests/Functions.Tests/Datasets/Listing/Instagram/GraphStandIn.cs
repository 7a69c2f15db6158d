using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using PhotoScore.Functions.Tests.Downloads;

namespace PhotoScore.Functions.Tests.Datasets.Listing.Instagram;

/// <summary>A post of the stand-in; null is a field that the API leaves out.</summary>
internal sealed record StandInPost(string Id, int? Likes = 5, string Type = "IMAGE", DateTimeOffset? At = null, bool HasUrl = true, int Comments = 1);

/// <summary>As much of the Graph API as the lister asks of it, on loopback, written from its documentation. Answers quote the token where the real one does: in addresses of next pages, and in complaints.</summary>
internal sealed partial class GraphStandIn(FaultySite site) : IAsyncDisposable
{
    public const string User = "17841400000000001";
    public static readonly DateTimeOffset Old = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    public Dictionary<string, (int Followers, StandInPost[] Posts)> Accounts { get; } = [];

    public Dictionary<string, (string Id, StandInPost[] Top, StandInPost[] Recent)> Hashtags { get; } = [];

    /// <summary>Answers a call instead of the API, when it gives true; told the token and how many calls came before.</summary>
    public Func<HttpContext, string, int, Task<bool>> Disturb { get; set; } = (_, _, _) => Task.FromResult(false);

    /// <summary>The tokens of all calls, in order.</summary>
    public ConcurrentQueue<string> Tokens { get; } = new();

    public Uri Api => new($"{site.Root}/v23.0/");

    public static async Task<GraphStandIn> StartAsync()
    {
        var site = await FaultySite.StartAsync();
        var api = new GraphStandIn(site);
        site.Serve($"/v23.0/{User}", (http, _) => api.AnswerAsync(http, api.Discover));
        site.Serve("/v23.0/ig_hashtag_search", (http, _) => api.AnswerAsync(http, api.Search));
        return api;
    }

    public void AddHashtag(string name, string id, StandInPost[] top, StandInPost[] recent)
    {
        Hashtags[name] = (id, top, recent);
        site.Serve($"/v23.0/{id}/top_media", (http, _) => AnswerAsync(http, context => Page(top, context.Request.Query["after"], int.Parse(context.Request.Query["limit"]!), context)));
        site.Serve($"/v23.0/{id}/recent_media", (http, _) => AnswerAsync(http, context => Page(recent, context.Request.Query["after"], int.Parse(context.Request.Query["limit"]!), context)));
    }

    /// <summary>Serves a photo and gives its address.</summary>
    public string Photo(string id, byte[] jpeg) => site.Serve($"/media/{id}.jpg", jpeg);

    public static Task RefuseAsync(HttpContext http, int status, int code, string message, int? subcode = null, bool transient = false)
    {
        http.Response.StatusCode = status;
        return http.Response.WriteAsJsonAsync(new { error = new { message, type = "OAuthException", code, error_subcode = subcode, is_transient = transient } });
    }

    public ValueTask DisposeAsync() => site.DisposeAsync();

    private async Task AnswerAsync(HttpContext http, Func<HttpContext, object?> answer)
    {
        var token = http.Request.Query["access_token"].ToString();
        var before = Tokens.Count;
        Tokens.Enqueue(token);
        if (await Disturb(http, token, before))
            return;
        if (answer(http) is { } body)
            await http.Response.WriteAsJsonAsync(body, new JsonSerializerOptions { DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull });
        else if (http.Request.Path.Value!.EndsWith("search", StringComparison.Ordinal))
            await RefuseAsync(http, 400, 24, "The requested resource does not exist", 2207024);
        else
            await RefuseAsync(http, 400, 110, "Invalid user id", 2207013);
    }

    private object? Discover(HttpContext http)
    {
        var asked = Fields().Match(http.Request.Query["fields"].ToString());
        Assert.True(asked.Success, http.Request.Query["fields"]);
        if (!Accounts.TryGetValue(asked.Groups["name"].Value, out var account))
            return null;
        var media = account.Posts.Length == 0 ? null : Page(account.Posts, asked.Groups["after"].Value, int.Parse(asked.Groups["limit"].Value, CultureInfo.InvariantCulture), http);
        return new { business_discovery = new { followers_count = account.Followers, media_count = account.Posts.Length, media, id = "1" }, id = User };
    }

    private object? Search(HttpContext http) =>
        Hashtags.TryGetValue(http.Request.Query["q"].ToString(), out var hashtag) ? new { data = new[] { new { id = hashtag.Id } } } : null;

    private object Page(StandInPost[] posts, string? after, int limit, HttpContext http)
    {
        var first = string.IsNullOrEmpty(after) ? 0 : int.Parse(after["QVFI".Length..], CultureInfo.InvariantCulture);
        var cursor = first + limit < posts.Length ? $"QVFI{first + limit}" : null;
        return new
        {
            data = posts.Skip(first).Take(limit).Select(Show),
            paging = new { cursors = new { after = cursor }, next = cursor is null ? null : $"{site.Root}{http.Request.Path}?access_token={http.Request.Query["access_token"]}&after={cursor}" },
        };
    }

    private object Show(StandInPost post) => new
    {
        id = post.Id,
        caption = $"A caption of {post.Id}\nand more",
        like_count = post.Likes,
        comments_count = post.Comments,
        media_type = post.Type,
        media_url = post.HasUrl ? $"{site.Root}/media/{post.Id}.jpg" : null,
        permalink = $"https://www.instagram.com/p/{post.Id}/",
        timestamp = (post.At ?? Old).ToString("yyyy-MM-ddTHH:mm:ss+0000", CultureInfo.InvariantCulture),
    };

    [GeneratedRegex(@"^business_discovery\.username\((?<name>[A-Za-z0-9._]+)\)\{followers_count,media_count,media(\.after\((?<after>[^)]*)\))?\.limit\((?<limit>\d+)\)\{[a-z_,]+\}\}$")]
    private static partial Regex Fields();
}
