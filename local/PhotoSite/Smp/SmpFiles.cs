using PhotoScore.Local.PhotoSite.Flickr;
using PhotoScore.Local.PhotoSite.World;

namespace PhotoScore.Local.PhotoSite.Smp;

/// <summary>
/// Two files as those of the Social Media Prediction challenge (https://smp-challenge.com/): a line a photo, in the same order,
/// the last without an end. Popularity is a logarithm of views a day, from 1 to 16.55 with two decimals, so that many are equal.
/// </summary>
internal static class SmpFiles
{
    public const double Highest = 16.55;

    /// <summary>Views a day of the median photo, and how they grow with appeal and with chance, on the log scale.</summary>
    private const double MedianViews = 110;

    private const double AppealSlope = 1.2;
    private const double Chance = 1.0;

    public static void MapSmp(this IEndpointRouteBuilder routes)
    {
        var smp = routes.MapGroup("/smp");
        smp.MapGet("/urls.txt", (FlickrWorld world, HttpRequest request, int? count, string form = "page") => form is "page" or "image"
            ? Lines(world, count, photo => form == "page" ? FlickrPages.Address(photo, request.Site()).TrimEnd('/') : Image(photo, request.Site()))
            : Results.Problem("form must be page or image.", statusCode: StatusCodes.Status400BadRequest));
        smp.MapGet("/labels.txt", (FlickrWorld world, int? count) => Lines(world, count, photo => $"{Popularity(photo.Photo):0.00}"));
    }

    /// <summary>1 to <see cref="Highest"/>, with two decimals.</summary>
    public static double Popularity(Photograph photo)
    {
        var chance = new Draw(photo.Seed, "smp", photo.Index).Normal();
        // The site's own views know nothing of appeal; those that this label counts are drawn by it.
        var views = MedianViews * photo.Views / World.Popularity.MedianViews * Math.Exp(AppealSlope * photo.Appeal + Chance * chance);
        return Math.Round(Math.Min(Highest, 1 + Math.Log2(Math.Max(1, Math.Floor(views)))), 2);
    }

    private static IResult Lines(FlickrWorld world, int? count, Func<FlickrPhoto, string> line)
    {
        var photos = world.Photos;
        var taken = count ?? Math.Min(10_000, photos.Length);
        return taken < 1 || taken > photos.Length
            ? Results.Problem($"count must be between 1 and {photos.Length}.", statusCode: StatusCodes.Status400BadRequest)
            : Results.Text(string.Join('\n', photos.Take(taken).Select(line)));
    }

    private static string Image(FlickrPhoto photo, string site) => FlickrSize.All.Single(size => size.Suffix == "w").Address(photo, site);
}
