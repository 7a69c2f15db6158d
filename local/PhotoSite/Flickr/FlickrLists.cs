using System.Text.Json.Nodes;

namespace PhotoScore.Local.PhotoSite.Flickr;

/// <summary>The methods that list photos, page by page.</summary>
internal sealed class FlickrLists(FlickrWorld world)
{
    // "Flickr will return at most the first 4,000 results for any given search query": later pages repeat the last of these.
    private const int MostResults = 4000;

    private const int MostPerPage = 500;

    public JsonObject Search(Func<string, string?> argument, string site) =>
        Page([.. FlickrSearch.Find(world.Photos, argument)], MostResults, argument, site);

    /// <summary>https://www.flickr.com/services/api/flickr.groups.pools.getPhotos.html</summary>
    public JsonObject Pool(Func<string, string?> argument, string site)
    {
        var group = argument("group_id") ?? "";
        if (!FlickrGroups.Names.ContainsKey(group))
            throw new FlickrException(1, "Group not found");
        var photos = world.Photos.Where(photo => photo.Groups.Contains(group));
        if (argument("tags") is { Length: > 0 } tag)
            photos = photos.Where(photo => photo.Tags.Contains(tag, StringComparer.OrdinalIgnoreCase));
        if (argument("user_id") is { Length: > 0 } user)
            photos = photos.Where(photo => photo.Owner.Nsid == user);
        return Page([.. photos.OrderByDescending(photo => photo.UploadedAt)], int.MaxValue, argument, site);
    }

    private static JsonObject Page(FlickrPhoto[] found, int most, Func<string, string?> argument, string site)
    {
        var perPage = Math.Clamp(Number(argument("per_page"), 100), 1, MostPerPage);
        var pages = (found.Length + perPage - 1) / perPage;
        var page = Math.Max(1, Number(argument("page"), 1));
        var reachable = Math.Min(found.Length, most);
        var lastPage = Math.Max(1, (reachable + perPage - 1) / perPage);
        var shown = found.Length > most ? Math.Min(page, lastPage) : page;
        var extras = (argument("extras") ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return new JsonObject
        {
            ["photos"] = new JsonObject
            {
                ["page"] = page,
                ["pages"] = pages,
                ["perpage"] = perPage,
                ["total"] = found.Length,
                ["photo"] = new JsonArray([.. found[..reachable].Skip((int)Math.Min(int.MaxValue, (shown - 1L) * perPage)).Take(perPage)
                    .Select(photo => FlickrExtras.Of(photo, extras, site))]),
            },
            ["stat"] = "ok",
        };
    }

    internal static int Number(string? text, int standard) => int.TryParse(text, out var number) ? number : standard;
}
