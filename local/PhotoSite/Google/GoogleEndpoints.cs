namespace PhotoScore.Local.PhotoSite.Google;

/// <summary>The stand-in for Google's image search, and for the sites that it finds.</summary>
internal static class GoogleEndpoints
{
    public static IServiceCollection AddGoogle(this IServiceCollection services) =>
        services.AddSingleton<GoogleSearch>().AddSingleton<GoogleApi>().AddSingleton<GoogleImages>();

    public static void MapGoogle(this IEndpointRouteBuilder routes)
    {
        var google = routes.MapGroup("/google");
        google.MapGet("/customsearch/v1", (GoogleApi api, HttpContext context) => api.AnswerAsync(context));
        google.MapGet("/images/{query}/{index:int}.jpg", (GoogleImages images, string query, int index, string? size, HttpContext context) =>
            images.AnswerAsync(query, index, size, context));
        google.MapGet("/pages/{query}/{index:int}", (string query, int index) => Results.Content(
            $"""<!DOCTYPE html><html><body><img src="/google/images/{Uri.EscapeDataString(query)}/{index}.jpg" alt=""></body></html>""", "text/html"));
    }
}
