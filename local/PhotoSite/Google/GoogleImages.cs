using System.Globalization;
using PhotoScore.Local.PhotoSite.Faults;
using PhotoScore.Local.PhotoSite.Rendering;

namespace PhotoScore.Local.PhotoSite.Google;

/// <summary>The pictures that results lead to, on whatever site they would be. Some are gone, as some of the web's are.</summary>
internal sealed class GoogleImages(SiteOptions options, SiteFaults faults, FaultyAnswers answers, PictureCache cache)
{
    public async Task<IResult> AnswerAsync(string query, int index, string? size, HttpContext context)
    {
        if (query.Split('-') is not [var person, var results] || !TryHex(person, out var who) || !TryHex(results, out var what) || index is < 0 or >= 100)
            return Results.NotFound();
        var result = SearchResult.Of(options.Google, new ImageQuery(who, what), index);
        if (result.IsDead)
            return index % 2 == 0 ? Results.NotFound() : new RefusedResult();
        return await answers.AnswerAsync(
            new Reply("google", options.Google.Seed, result.Photo, faults["google"].Photos, () => Picture(result, size)), context);
    }

    private Payload Picture(SearchResult result, string? size)
    {
        var (width, height) = result.Size(options.Google.Seed, size);
        return Payload.Jpeg(cache.Get(
            $"google/{result.Query}/{result.Index}/{width}x{height}",
            () => PhotoRenderer.RenderSized(options.Google.Seed, result.Photo, result.Appeal, width, height, result.Person)));
    }

    private static bool TryHex(string text, out int number) => int.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out number);
}
