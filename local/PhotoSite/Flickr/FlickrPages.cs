using System.Net;

namespace PhotoScore.Local.PhotoSite.Flickr;

/// <summary>A photo's page, for people.</summary>
internal static class FlickrPages
{
    public static string Address(FlickrPhoto photo, string site) => $"{site}/flickr/photos/{photo.Owner.Nsid}/{photo.Id}/";

    public static IResult Of(FlickrWorld world, string owner, string id, string site)
    {
        if (world.Find(id) is not { } photo || photo.Owner.Nsid != owner || world.IsRemoved(photo))
            return Page("Page not found", "<h1>This photo is no longer available</h1>", StatusCodes.Status404NotFound);
        var picture = FlickrSize.All.Single(size => size.Suffix == "z").Address(photo, site);
        return Page(
            photo.Title,
            $"""<h1>{WebUtility.HtmlEncode(photo.Title)}</h1><p>by {photo.Owner.Username}, {photo.Photo.Views} views, {photo.Photo.Favorites} faves</p><img src="{picture}" alt="">""",
            StatusCodes.Status200OK,
            $"""<meta property="og:image" content="{picture}">""");
    }

    private static IResult Page(string title, string body, int status, string head = "") => Results.Content(
        $"<!DOCTYPE html><html><head><title>{WebUtility.HtmlEncode(title)}</title>{head}</head><body>{body}</body></html>", "text/html", statusCode: status);
}
