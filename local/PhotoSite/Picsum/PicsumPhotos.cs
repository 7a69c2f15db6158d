using PhotoScore.Local.PhotoSite.Faults;
using PhotoScore.Local.PhotoSite.Rendering;
using PhotoScore.Local.PhotoSite.World;

namespace PhotoScore.Local.PhotoSite.Picsum;

/// <summary>
/// Pictures by id, by seed or by chance: https://picsum.photos/. All three redirect to the server that holds the files,
/// under an address with a signature. Nobody stands in these pictures.
/// </summary>
internal sealed class PicsumPhotos(SiteOptions options, SiteFaults faults, FaultyAnswers answers, PictureCache cache)
{
    private const int LongestEdge = 5000;
    private const int Enlargement = 10;

    private int Seed => options.Picsum.Seed;

    public IResult BySeed(string seed, int width, int height) =>
        Redirect((int)(new Draw(Seed, $"seed {seed}", 0).Next() % (ulong)options.Picsum.Photos), width, height);

    public IResult ByChance(int width, int height) => Redirect(Random.Shared.Next(options.Picsum.Photos), width, height);

    public IResult ById(int id, int width, int height) => id < options.Picsum.Photos ? Redirect(id, width, height) : Missing();

    public async Task<IResult> FileAsync(int id, int width, int height, string? hmac, HttpContext context)
    {
        if (id < 0 || id >= options.Picsum.Photos)
            return Missing();
        if (hmac != Signature(id, width, height))
            return Results.Text("Invalid parameters", statusCode: StatusCodes.Status400BadRequest);
        context.Response.Headers["Picsum-ID"] = $"{id}";
        return await answers.AnswerAsync(new Reply("picsum", Seed, id, faults["picsum"].Photos, () => Picture(id, width, height)), context);
    }

    /// <summary>What is told of a picture.</summary>
    public PicsumInfo Info(int id, string site)
    {
        var scene = Scene.Of(Seed, id, Appeal(id));
        var (width, height) = (scene.Width * Enlargement, scene.Height * Enlargement);
        return new PicsumInfo($"{id}", $"author-{new Draw(Seed, "author", id).Integer(200):D5}", width, height, $"{site}/picsum/id/{id}/info", $"{site}/picsum/id/{id}/{width}/{height}");
    }

    public static IResult Missing() => Results.Text("Image does not exist", statusCode: StatusCodes.Status404NotFound);

    private IResult Redirect(int id, int width, int height) => width is < 1 or > LongestEdge || height is < 1 or > LongestEdge
        ? Results.Text("Invalid size", statusCode: StatusCodes.Status400BadRequest)
        : new FoundElsewhere($"/picsum/fastly/id/{id}/{width}/{height}.jpg?hmac={Signature(id, width, height)}", id);

    private string Signature(int id, int width, int height) => $"{new Draw(Seed, $"hmac {width}x{height}", id).Next():x16}";

    private Payload Picture(int id, int width, int height) => Payload.Jpeg(cache.Get(
        $"picsum/{id}/{width}x{height}", () => PhotoRenderer.RenderSized(Seed, id, Appeal(id), width, height)));

    private double Appeal(int id) => new Draw(Seed, "appeal", id).Normal();

    private sealed class FoundElsewhere(string address, int id) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.Headers["Picsum-ID"] = $"{id}";
            return Results.Redirect(address).ExecuteAsync(httpContext);
        }
    }
}
