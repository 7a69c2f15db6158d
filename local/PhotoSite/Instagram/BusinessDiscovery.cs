using System.Text.Json.Nodes;

namespace PhotoScore.Local.PhotoSite.Instagram;

/// <summary>
/// Another account's figures and posts:
/// https://developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/ig-user/business_discovery
/// </summary>
internal sealed class BusinessDiscovery(InstagramWorld world)
{
    private const int StandardLimit = 25;
    private const int MostPerPage = 100;

    public JsonObject Of(GraphField discovery, string site)
    {
        var username = discovery.Arguments.GetValueOrDefault("username")
            ?? throw new GraphException(100, "(#100) The parameter username is required.");
        var account = world.Find(username) ?? throw new GraphException(110, "Invalid user id")
        {
            Subcode = 2207013,
            User = ("Cannot find User", $"The user with username: {username} cannot be found."),
        };
        var json = new JsonObject();
        foreach (var field in discovery.Fields)
            json[field.Name] = Value(account, field, site);
        json["id"] = account.Id;
        return json;
    }

    private JsonNode? Value(Account account, GraphField field, string site) => field.Name switch
    {
        "id" => account.Id,
        "username" => account.Username,
        "name" => account.Username,
        "biography" => "",
        "followers_count" => account.Followers,
        "follows_count" => 100 + account.Number,
        "media_count" => account.Posts,
        "media" => Media(account, field, site),
        _ => throw new GraphException(100, $"(#100) Tried accessing nonexisting field ({field.Name}) on node type (IGUser)"),
    };

    private JsonObject Media(Account account, GraphField field, string site)
    {
        var limit = int.TryParse(field.Arguments.GetValueOrDefault("limit"), out var asked) ? Math.Clamp(asked, 1, MostPerPage) : StandardLimit;
        var first = field.Arguments.GetValueOrDefault("after") is { Length: > 0 } after ? Cursor.Read(after) + 1 : 0;
        var json = new MediaJson(world, site, forHashtag: false);
        var page = world.PostsOf(account).Skip(first).Take(limit).ToArray();
        var media = new JsonObject { ["data"] = new JsonArray([.. page.Select(post => json.Of(post, field.Fields))]) };
        if (page.Length == 0)
            return media;
        var cursors = new JsonObject();
        if (first > 0)
            cursors["before"] = Cursor.Write(first);
        if (first + page.Length < account.Posts)
            cursors["after"] = Cursor.Write(first + page.Length - 1);
        if (cursors.Count > 0)
            media["paging"] = new JsonObject { ["cursors"] = cursors };
        return media;
    }
}
