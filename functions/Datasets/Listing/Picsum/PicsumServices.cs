using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace PhotoScore.Functions.Datasets.Listing.Picsum;

/// <summary>Registers random photos.</summary>
internal static class PicsumServices
{
    public static IServiceCollection AddPicsum(this IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton(configuration.GetSection(PicsumOptions.Section).Get<PicsumOptions>() ?? new PicsumOptions())
        .AddSingleton<ISourceLister, PicsumLister>();
}
