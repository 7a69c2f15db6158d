using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace PhotoScore.Functions.Datasets.Listing.Instagram;

/// <summary>Registers what lists posts on Instagram.</summary>
internal static class InstagramServices
{
    public static IServiceCollection AddInstagram(this IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton(configuration.GetSection(InstagramOptions.Section).Get<InstagramOptions>() ?? new InstagramOptions())
        .AddSingleton<GraphApi>()
        .AddSingleton<InstagramPlan>()
        .AddSingleton<ISourceLister, InstagramLister>();
}
