using PhotoScore.Local.PhotoSite.Faults;
using PhotoScore.Local.PhotoSite.Lists;
using PhotoScore.Local.PhotoSite.World;

namespace PhotoScore.Local.PhotoSite.Truth;

/// <summary><c>GET /truth</c>: how well labels of a world's photos can be foretold at all.</summary>
internal static class TruthEndpoint
{
    public static void MapTruth(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/truth", (string cut = "median", double smoothing = 1, double log = 2, int minViews = 0, int count = 1000, int seed = 1,
            double duplicates = 0, double nearDuplicates = 0) => Truth(new Labelling(cut, smoothing, log, minViews), count, seed, duplicates + nearDuplicates));

    private static IResult Truth(Labelling labelling, int count, int seed, double copies)
    {
        if (ListEndpoints.Refusal(count, new FaultRates { Duplicates = copies }) is { } refusal)
            return refusal;
        try
        {
            return Results.Json(BestPossible.Of([.. new PhotoWorld(seed, copies).Photos(count)], labelling));
        }
        catch (ArgumentException e)
        {
            return Results.Problem(e.Message, statusCode: StatusCodes.Status400BadRequest);
        }
    }
}
