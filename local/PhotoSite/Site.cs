using PhotoScore.Local.PhotoSite.Faults;
using PhotoScore.Local.PhotoSite.Lists;
using PhotoScore.Local.PhotoSite.Truth;
using PhotoScore.Local.PhotoSite.World;

namespace PhotoScore.Local.PhotoSite;

/// <summary>The site's own addresses; each stand-in for a real photo service gets a group of its own beside them.</summary>
internal static class Site
{
    private const int MostPhotos = 1_000_000;

    /// <summary>The whole site, not yet started.</summary>
    /// <param name="args">ASP.NET Core's own arguments, <c>--urls</c> above all.</param>
    public static WebApplication Create(params string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddSingleton<PhotoAnswers>();
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        // Loopback only: it is a stand-in, and knows no access control.
        if (string.IsNullOrEmpty(builder.Configuration["urls"]))
            builder.WebHost.UseUrls("http://127.0.0.1:7080");
        var app = builder.Build();
        app.MapSite();
        return app;
    }

    private static void MapSite(this WebApplication app)
    {
        app.MapGet("/", () => Results.Content(About, "text/plain"));
        app.MapGet("/list.jsonl", (HttpRequest request, [AsParameters] FaultRates faults, int count = 1000, int seed = 1) =>
            Refusal(count, faults) ?? Results.Stream(body => PhotoList.WriteJsonLinesAsync(Rows(request, faults, count, seed), body), "application/jsonl"));
        app.MapGet("/list.csv", (HttpRequest request, [AsParameters] FaultRates faults, int count = 1000, int seed = 1) =>
            Refusal(count, faults) ?? Results.Stream(body => PhotoList.WriteCsvAsync(Rows(request, faults, count, seed), body), "text/csv"));
        app.MapGet("/photos/{id}.jpg", (PhotoAnswers answers, string id, [AsParameters] FaultRates faults, HttpResponse response,
            CancellationToken cancellation, int seed = 1) => answers.AnswerAsync(id, seed, faults, response, cancellation));
        app.MapGet("/truth", (string cut = "median", double smoothing = 1, double log = 2, int minViews = 0, int count = 1000, int seed = 1,
            double duplicates = 0, double nearDuplicates = 0) => Truth(new Labelling(cut, smoothing, log, minViews), count, seed, duplicates + nearDuplicates));
    }

    private static IResult Truth(Labelling labelling, int count, int seed, double copies)
    {
        if (Refusal(count, new FaultRates { Duplicates = copies }) is { } refusal)
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

    private static IResult? Refusal(int count, FaultRates faults)
    {
        var complaint = count is < 1 or > MostPhotos ? $"count must be between 1 and {MostPhotos}." : faults.Complaint();
        return complaint is null ? null : Results.Problem(complaint, statusCode: StatusCodes.Status400BadRequest);
    }

    private static IEnumerable<PhotoRow> Rows(HttpRequest request, FaultRates faults, int count, int seed) =>
        new PhotoWorld(seed, faults.Copies).Photos(count).Select(photo => PhotoRow.Of(photo, $"{request.Scheme}://{request.Host}", faults));

    private const string About =
        """
        PhotoScore's photo site: a stand-in for a photo-sharing service, for development on one machine.

        GET /list.jsonl?count=1000&seed=1   the photos: url, id, author, views, favorites, uploadedAt   (/list.csv too)
        GET /photos/000042.jpg?seed=1       one rendered photo; its hidden appeal drives its favourites
        GET /truth?count=1000&seed=1&cut=median&smoothing=1&log=2&minViews=0
                                            the best accuracy that any classifier can reach on these labels

        Faults, as shares of the photos, on /list and carried by the addresses that it lists:
        duplicates nearDuplicates truncated html empty notFound tooMany slow   and slowMilliseconds retryAfterSeconds

        """;
}
