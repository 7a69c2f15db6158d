namespace PhotoScore.Local.PhotoSite.Instagram;

/// <summary>The stand-in for Instagram: the Graph API's calls, and the files.</summary>
internal static class InstagramEndpoints
{
    public static IServiceCollection AddInstagram(this IServiceCollection services) => services
        .AddSingleton<InstagramWorld>().AddSingleton<BusinessDiscovery>().AddSingleton<Hashtags>().AddSingleton<InstagramApi>().AddSingleton<InstagramMedia>();

    public static void MapInstagram(this IEndpointRouteBuilder routes)
    {
        var instagram = routes.MapGroup("/instagram");
        instagram.MapGet("/v23.0/ig_hashtag_search", (InstagramApi api, HttpContext context) => api.HashtagSearchAsync(context));
        instagram.MapGet("/v23.0/{id:long}", (InstagramApi api, string id, HttpContext context) => api.UserAsync(id, context));
        instagram.MapGet("/v23.0/{id:long}/{edge:regex(^(top|recent)_media$)}", (InstagramApi api, string id, string edge, HttpContext context) => api.HashtagMediaAsync(id, edge, context));
        instagram.MapGet("/media/{file}", (InstagramMedia media, string file, HttpContext context) => media.AnswerAsync(file, context));
        instagram.MapGet("/accounts.txt", (InstagramWorld world) => Results.Text(string.Join('\n', world.Accounts.Select(account => account.Username))));
    }
}
