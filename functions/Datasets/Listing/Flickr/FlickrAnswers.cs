using System.Globalization;
using System.Text.Json;

namespace PhotoScore.Functions.Datasets.Listing.Flickr;

/// <summary>
/// Reads what the API answers. Its JSON is made from XML (https://www.flickr.com/services/api/response.json.html): numbers may
/// be texts, and an element's text is its member <c>_content</c>.
/// </summary>
internal static class FlickrAnswers
{
    /// <summary>A page of <c>flickr.photos.search</c>.</summary>
    public static FlickrPage Page(JsonElement answer)
    {
        var photos = answer.GetProperty("photos");
        var listed = photos.TryGetProperty("photo", out var list) && list.ValueKind == JsonValueKind.Array
            ? list.EnumerateArray().Select(Listed).OfType<FlickrPhoto>().ToList()
            : [];
        return new FlickrPage(listed, (int)(Number(photos, "pages") ?? 0), (int)Math.Min(Number(photos, "total") ?? listed.Count, int.MaxValue));
    }

    /// <summary>The photo of <c>flickr.photos.getInfo</c>; null when it lacks what its address is made of.</summary>
    public static FlickrPhoto? Info(JsonElement answer)
    {
        var photo = answer.GetProperty("photo");
        return Address(photo) is not { } address ? null : address with
        {
            Owner = photo.TryGetProperty("owner", out var owner) ? Text(owner, "nsid") : null,
            Title = Content(photo, "title"),
            License = (int?)Number(photo, "license"),
            Views = Number(photo, "views"),
            Comments = photo.TryGetProperty("comments", out var comments) ? Number(comments, "_content") : null,
            UploadedAt = photo.TryGetProperty("dates", out var dates) ? Number(dates, "posted") : Number(photo, "dateuploaded"),
            IsVideo = Text(photo, "media") == "video",
        };
    }

    /// <summary>The total of <c>flickr.photos.getFavorites</c>.</summary>
    public static double? Favorites(JsonElement answer) => Number(answer.GetProperty("photo"), "total");

    private static FlickrPhoto? Listed(JsonElement photo) => Address(photo) is not { } address ? null : address with
    {
        Owner = Text(photo, "owner"),
        Title = Content(photo, "title"),
        License = (int?)Number(photo, "license"),
        Views = Number(photo, "views"),
        Favorites = Number(photo, "count_faves"),
        Comments = Number(photo, "count_comments"),
        UploadedAt = Number(photo, "dateupload"),
        Sizes = [.. Sizes(photo)],
    };

    private static FlickrPhoto? Address(JsonElement photo) =>
        Text(photo, "id") is { } id && Text(photo, "server") is { } server && Text(photo, "secret") is { } secret
            ? new FlickrPhoto { Id = id, Server = server, Secret = secret }
            : null;

    private static IEnumerable<FlickrSize> Sizes(JsonElement photo)
    {
        foreach (var (name, extra) in FlickrSizes.Extras)
        {
            if (Number(photo, $"width_{extra}") is { } width && Number(photo, $"height_{extra}") is { } height)
                yield return new FlickrSize(name, (int)width, (int)height);
        }
    }

    private static string? Content(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Object ? Text(value, "_content") : Text(parent, name);

    private static string? Text(JsonElement parent, string name) => !parent.TryGetProperty(name, out var value) ? null : value.ValueKind switch
    {
        JsonValueKind.String => value.GetString() is { Length: > 0 } text ? text : null,
        JsonValueKind.Number => value.GetRawText(),
        _ => null,
    };

    private static double? Number(JsonElement parent, string name) =>
        double.TryParse(Text(parent, name), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
}

/// <summary>A page of photos that a search found.</summary>
/// <param name="Photos">The page's photos.</param>
/// <param name="Pages">How many pages there are.</param>
/// <param name="Total">How many photos there are on all pages, by Flickr's own estimate.</param>
internal sealed record FlickrPage(IReadOnlyList<FlickrPhoto> Photos, int Pages, int Total);
