using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using PhotoScore.Local.PhotoSite.World;

namespace PhotoScore.Local.PhotoSite.Instagram;

/// <summary>
/// Posts by hashtag: https://developers.facebook.com/docs/instagram-platform/instagram-api-with-facebook-login/hashtag-search,
/// .../reference/ig-hashtag/top-media and .../recent-media
/// </summary>
internal sealed class Hashtags(InstagramWorld world, SiteClock clock, TimeProvider time)
{
    private const int StandardLimit = 25;
    private const int MostPerPage = 50;
    private const int MostPerWeek = 30;
    private const long FirstId = 17_843_800_000_000_000;

    private readonly ConcurrentDictionary<string, ConcurrentDictionary<string, DateTimeOffset>> _searched = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Tag, bool Top), Post[]> _posts = [];

    public JsonObject Search(string user, string hashtag)
    {
        if (user.Length == 0 || hashtag.Length == 0)
            throw new GraphException(100, $"(#100) The parameter {(user.Length == 0 ? "user_id" : "q")} is required.");
        Count(user, hashtag);
        var number = Number(hashtag.ToLowerInvariant());
        return number < 0
            ? throw new GraphException(24, "The requested resource does not exist")
            {
                Subcode = 2207024,
                User = ("Hashtag not found", "The hashtag you are searching for does not exist."),
            }
            : new JsonObject { ["data"] = new JsonArray(new JsonObject { ["id"] = $"{FirstId + number}" }) };
    }

    public JsonObject Media(string id, string edge, IQueryCollection query, string site)
    {
        if (!long.TryParse(id, out var number) || number - FirstId < 0 || number - FirstId >= InstagramWorld.Tags.Count)
            throw new GraphException(100, $"Unsupported get request. Object with ID '{id}' does not exist") { Subcode = 33 };
        if (query["user_id"].Count == 0)
            throw new GraphException(100, "(#100) The parameter user_id is required.");
        var limit = int.TryParse(query["limit"], out var asked) ? Math.Clamp(asked, 1, MostPerPage) : StandardLimit;
        var first = query["after"].ToString() is { Length: > 0 } after ? Cursor.Read(after) : 0;
        var fields = GraphField.Parse(query["fields"].ToString() is { Length: > 0 } given ? given : "id");
        var json = new MediaJson(world, site, forHashtag: true);
        var posts = Posts(InstagramWorld.Tags[(int)(number - FirstId)], top: edge == "top_media");
        var answer = new JsonObject { ["data"] = new JsonArray([.. posts.Skip(first).Take(limit).Select(post => json.Of(post, fields))]) };
        if (first + limit < posts.Length)
            answer["paging"] = new JsonObject { ["cursors"] = new JsonObject { ["after"] = Cursor.Write(first + limit) } };
        return answer;
    }

    // Recent media are those of one day, top media of all days.
    private Post[] Posts(string tag, bool top) => _posts.GetOrAdd((tag, top), _ =>
    {
        var posts = world.AllPosts().Where(post => post.Tags.Contains(tag));
        return top
            ? [.. posts.OrderByDescending(post => post.Likes).ThenBy(post => post.Index)]
            : [.. posts.Where(post => clock.Today - post.PostedAt < TimeSpan.FromDays(1)).OrderByDescending(post => post.PostedAt)];
    });

    private static int Number(string hashtag)
    {
        for (var number = 0; number < InstagramWorld.Tags.Count; number++)
        {
            if (InstagramWorld.Tags[number] == hashtag)
                return number;
        }
        return -1;
    }

    // A hashtag that was searched for in the last seven days counts no second time.
    private void Count(string user, string hashtag)
    {
        var searched = _searched.GetOrAdd(user, _ => new ConcurrentDictionary<string, DateTimeOffset>(StringComparer.OrdinalIgnoreCase));
        var now = time.GetUtcNow();
        foreach (var (old, at) in searched)
        {
            if (now - at > TimeSpan.FromDays(7))
                searched.TryRemove(old, out _);
        }
        if (!searched.ContainsKey(hashtag) && searched.Count >= MostPerWeek)
        {
            throw new GraphException(18, "Max hashtag limit reached")
            {
                Subcode = 2207034,
                User = ("Too many hashtags", $"{MostPerWeek} different hashtags were searched for in the last seven days."),
            };
        }
        searched.TryAdd(hashtag, now);
    }
}
