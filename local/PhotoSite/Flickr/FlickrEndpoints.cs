namespace PhotoScore.Local.PhotoSite.Flickr;

/// <summary>The stand-in for Flickr: its API, its picture server and its photo pages.</summary>
internal static class FlickrEndpoints
{
    public static IServiceCollection AddFlickr(this IServiceCollection services) => services
        .AddSingleton<FlickrWorld>().AddSingleton<FlickrLists>().AddSingleton<FlickrDetails>().AddSingleton<FlickrPeople>()
        .AddSingleton<FlickrApi>().AddSingleton<FlickrPhotos>();

    public static void MapFlickr(this IEndpointRouteBuilder routes)
    {
        var flickr = routes.MapGroup("/flickr");
        flickr.MapGet("/services/rest", (FlickrApi api, HttpContext context) => api.AnswerAsync(context));
        flickr.MapGet("/live/{server}/{file}.jpg", (FlickrPhotos photos, string server, string file, HttpContext context) => photos.AnswerAsync(server, file, context));
        flickr.MapGet("/pw/images/en-us/photo_unavailable.png", FlickrPhotos.Unavailable);
        flickr.MapGet("/photos/{owner}/{id}", (FlickrWorld world, string owner, string id, HttpRequest request) => FlickrPages.Of(world, owner, id, request.Site()));
    }
}
