namespace PhotoScore.Local.PhotoSite.Picsum;

/// <summary>The stand-in for picsum.photos.</summary>
internal static class PicsumEndpoints
{
    private const int StandardLimit = 30;
    private const int MostPerPage = 100;

    public static IServiceCollection AddPicsum(this IServiceCollection services) => services.AddSingleton<PicsumPhotos>();

    public static void MapPicsum(this IEndpointRouteBuilder routes)
    {
        var picsum = routes.MapGroup("/picsum");
        picsum.MapGet("/seed/{seed}/{width:int}/{height:int}", (PicsumPhotos photos, string seed, int width, int height) => photos.BySeed(seed, width, height));
        picsum.MapGet("/seed/{seed}/{size:int}", (PicsumPhotos photos, string seed, int size) => photos.BySeed(seed, size, size));
        picsum.MapGet("/id/{id:int:min(0)}/{width:int}/{height:int}", (PicsumPhotos photos, int id, int width, int height) => photos.ById(id, width, height));
        picsum.MapGet("/{width:int}/{height:int}", (PicsumPhotos photos, int width, int height) => photos.ByChance(width, height));
        picsum.MapGet("/{size:int}", (PicsumPhotos photos, int size) => photos.ByChance(size, size));
        picsum.MapGet("/fastly/id/{id:int}/{width:int}/{height:int}.jpg", (PicsumPhotos photos, int id, int width, int height, string? hmac, HttpContext context) =>
            photos.FileAsync(id, width, height, hmac, context));
        picsum.MapGet("/id/{id:int:min(0)}/info", (PicsumPhotos photos, SiteOptions options, int id, HttpRequest request) =>
            id < options.Picsum.Photos ? Results.Json(photos.Info(id, request.Site())) : PicsumPhotos.Missing());
        picsum.MapGet("/v2/list", (PicsumPhotos photos, SiteOptions options, HttpContext context, int page = 1, int limit = StandardLimit) =>
            List(photos, options.Picsum.Photos, context, Math.Max(1, page), Math.Clamp(limit, 1, MostPerPage)));
    }

    private static IResult List(PicsumPhotos photos, int all, HttpContext context, int page, int limit)
    {
        var first = (int)Math.Min(all, (page - 1L) * limit);
        var ids = Enumerable.Range(first, Math.Min(limit, all - first)).ToArray();
        var site = context.Request.Site();
        string Link(int number, string relation) => $"<{site}/picsum/v2/list?page={number}&limit={limit}>; rel=\"{relation}\"";
        string[] links = [.. page > 1 ? [Link(page - 1, "prev")] : (string[])[], .. first + limit < all ? [Link(page + 1, "next")] : (string[])[]];
        if (links.Length > 0)
            context.Response.Headers.Link = string.Join(", ", links);
        return Results.Json(ids.Select(id => photos.Info(id, site)).ToArray());
    }
}
