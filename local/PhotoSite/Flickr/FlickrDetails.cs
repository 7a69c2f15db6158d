using System.Text.Json.Nodes;
using PhotoScore.Local.PhotoSite.World;

namespace PhotoScore.Local.PhotoSite.Flickr;

/// <summary>The methods that tell of one photo.</summary>
internal sealed class FlickrDetails(FlickrWorld world)
{
    /// <summary>https://www.flickr.com/services/api/flickr.photos.getInfo.html</summary>
    public JsonObject Info(Func<string, string?> argument, string site)
    {
        var photo = Photo(argument);
        return new JsonObject
        {
            ["photo"] = new JsonObject
            {
                ["id"] = photo.Id,
                ["secret"] = photo.Secret,
                ["server"] = photo.Server,
                ["farm"] = 66,
                ["dateuploaded"] = $"{photo.UploadedAt.ToUnixTimeSeconds()}",
                ["isfavorite"] = 0,
                ["license"] = $"{photo.License}",
                ["safety_level"] = "0",
                ["rotation"] = 0,
                ["originalsecret"] = photo.OriginalSecret,
                ["originalformat"] = "jpg",
                ["owner"] = new JsonObject { ["nsid"] = photo.Owner.Nsid, ["username"] = photo.Owner.Username, ["realname"] = "", ["location"] = null, ["path_alias"] = null },
                ["title"] = FlickrJson.Content(photo.Title),
                ["description"] = FlickrJson.Content(""),
                ["visibility"] = new JsonObject { ["ispublic"] = 1, ["isfriend"] = 0, ["isfamily"] = 0 },
                ["dates"] = new JsonObject
                {
                    ["posted"] = $"{photo.UploadedAt.ToUnixTimeSeconds()}",
                    ["taken"] = $"{photo.TakenAt:yyyy-MM-dd HH:mm:ss}",
                    ["takengranularity"] = 0,
                    ["takenunknown"] = "0",
                    ["lastupdate"] = $"{photo.UploadedAt.ToUnixTimeSeconds()}",
                },
                ["views"] = $"{photo.Photo.Views}",
                ["comments"] = FlickrJson.Content($"{photo.Photo.Favorites / 8}"),
                ["tags"] = new JsonObject { ["tag"] = new JsonArray([.. photo.Tags.Select((tag, n) => Tag(photo, tag, n))]) },
                ["urls"] = new JsonObject { ["url"] = new JsonArray(new JsonObject { ["type"] = "photopage", ["_content"] = FlickrPages.Address(photo, site) }) },
                ["media"] = "photo",
            },
            ["stat"] = "ok",
        };
    }

    /// <summary>https://www.flickr.com/services/api/flickr.photos.getFavorites.html</summary>
    public JsonObject Favorites(Func<string, string?> argument)
    {
        var photo = Photo(argument);
        var total = photo.Photo.Favorites;
        var perPage = Math.Clamp(FlickrLists.Number(argument("per_page"), 10), 1, 50);
        var page = Math.Max(1, FlickrLists.Number(argument("page"), 1));
        var first = (int)Math.Min(total, (page - 1L) * perPage);
        return new JsonObject
        {
            ["photo"] = new JsonObject
            {
                ["person"] = new JsonArray([.. Enumerable.Range(first, Math.Min(perPage, total - first)).Select(n => Fan(photo, n))]),
                ["id"] = photo.Id,
                ["secret"] = photo.Secret,
                ["server"] = photo.Server,
                ["farm"] = 66,
                ["page"] = page,
                ["pages"] = (total + perPage - 1) / perPage,
                ["perpage"] = perPage,
                ["total"] = $"{total}",
            },
            ["stat"] = "ok",
        };
    }

    /// <summary>https://www.flickr.com/services/api/flickr.photos.getSizes.html</summary>
    public JsonObject Sizes(Func<string, string?> argument, string site)
    {
        var photo = Photo(argument);
        return new JsonObject
        {
            ["sizes"] = new JsonObject
            {
                ["canblog"] = 0,
                ["canprint"] = 0,
                ["candownload"] = 1,
                ["size"] = new JsonArray([.. FlickrSize.Of(photo).Select(size => Size(photo, size, site))]),
            },
            ["stat"] = "ok",
        };
    }

    private FlickrPhoto Photo(Func<string, string?> argument) =>
        world.Find(argument("photo_id")) is { } photo && !world.IsRemoved(photo) ? photo : throw new FlickrException(1, "Photo not found");

    private static JsonObject Tag(FlickrPhoto photo, string tag, int number) => new()
    {
        ["id"] = $"{photo.Owner.Nsid.Split('@')[0]}-{photo.Id}-{number}",
        ["author"] = photo.Owner.Nsid,
        ["authorname"] = photo.Owner.Username,
        ["raw"] = tag,
        ["_content"] = tag,
        ["machine_tag"] = 0,
    };

    private static JsonObject Fan(FlickrPhoto photo, int number)
    {
        // Multiplied by a number that shares no factor with the count of fans: nobody likes one photo twice.
        var fan = (photo.Photo.Index * 31L + number * 7919L) % 1_000_003;
        var after = new Draw(photo.Photo.Seed, "fan", photo.Photo.Index + number).Integer(30 * 24 * 3600);
        return new JsonObject
        {
            ["nsid"] = $"{20_000_000 + fan}@N08",
            ["username"] = $"fan-{fan:D7}",
            ["realname"] = "",
            ["favedate"] = $"{photo.UploadedAt.ToUnixTimeSeconds() + after}",
        };
    }

    private static JsonObject Size(FlickrPhoto photo, FlickrSize size, string site)
    {
        var (width, height) = size.Of(photo.Width, photo.Height);
        return new JsonObject
        {
            ["label"] = size.Label,
            ["width"] = width,
            ["height"] = height,
            ["source"] = size.Address(photo, site),
            ["url"] = $"{FlickrPages.Address(photo, site)}sizes/{size.Extra}/",
            ["media"] = "photo",
        };
    }
}
