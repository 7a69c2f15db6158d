using System.Globalization;
using PhotoScore.Local.PhotoSite.Faults;
using PhotoScore.Local.PhotoSite.Rendering;
using PhotoScore.Local.PhotoSite.World;

namespace PhotoScore.Local.PhotoSite.Lists;

/// <summary>Plain lists of a world's photos, and the photos; the rates of faults travel in the addresses.</summary>
internal static class ListEndpoints
{
    private const int MostPhotos = 1_000_000;
    private const string Service = "photos";

    public static void MapLists(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/list.jsonl", (HttpRequest request, [AsParameters] FaultRates faults, int count = 1000, int seed = 1) =>
            Refusal(count, faults) ?? Results.Stream(body => PhotoList.WriteJsonLinesAsync(Rows(request, faults, count, seed), body), "application/jsonl"));
        routes.MapGet("/list.csv", (HttpRequest request, [AsParameters] FaultRates faults, int count = 1000, int seed = 1) =>
            Refusal(count, faults) ?? Results.Stream(body => PhotoList.WriteCsvAsync(Rows(request, faults, count, seed), body), "text/csv"));
        routes.MapGet("/photos/{id}.jpg", (FaultyAnswers answers, PictureCache cache, string id, [AsParameters] FaultRates faults, HttpContext context,
            int seed = 1) => PhotoAsync(answers, cache, id, seed, faults, context));
    }

    /// <summary>400 with the reason, if there is one.</summary>
    public static IResult? Refusal(int count, FaultRates faults)
    {
        var complaint = count is < 1 or > MostPhotos ? $"count must be between 1 and {MostPhotos}." : faults.Complaint();
        return complaint is null ? null : Results.Problem(complaint, statusCode: StatusCodes.Status400BadRequest);
    }

    private static IEnumerable<PhotoRow> Rows(HttpRequest request, FaultRates faults, int count, int seed) =>
        new PhotoWorld(seed, faults.Copies).Photos(count).Select(photo => PhotoRow.Of(photo, $"{request.Scheme}://{request.Host}", faults));

    private static async Task<IResult> PhotoAsync(FaultyAnswers answers, PictureCache cache, string id, int seed, FaultRates faults, HttpContext context)
    {
        if (faults.Complaint() is { } complaint)
            return Results.Problem(complaint, statusCode: StatusCodes.Status400BadRequest);
        return int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            ? await answers.AnswerAsync(new Reply(Service, seed, index, faults, () => Picture(cache, seed, index, faults)), context)
            : Results.NotFound();
    }

    private static Payload Picture(PictureCache cache, int seed, int index, FaultRates faults)
    {
        var photo = new PhotoWorld(seed, faults.Copies).Photo(index);
        var near = photo.Original != index && faults.IsNear(seed, index);
        return Payload.Jpeg(cache.Get(
            $"list/{seed}/{photo.Original}/{near}", () => PhotoRenderer.Render(seed, photo.Original, photo.Appeal, near)));
    }
}
