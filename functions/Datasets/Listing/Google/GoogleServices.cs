using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace PhotoScore.Functions.Datasets.Listing.Google;

/// <summary>Registers the image search.</summary>
internal static class GoogleServices
{
    public static IServiceCollection AddGoogle(this IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton(configuration.GetSection(GoogleOptions.Section).Get<GoogleOptions>() ?? new GoogleOptions())
        .AddSingleton<GoogleApi>()
        .AddSingleton<ISourceLister, GoogleLister>();
}
