using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace PhotoScore.Functions.Datasets.Listing.Flickr;

/// <summary>Registers what lists photos on Flickr.</summary>
internal static class FlickrServices
{
    public static IServiceCollection AddFlickr(this IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton(configuration.GetSection(FlickrOptions.Section).Get<FlickrOptions>() ?? new FlickrOptions())
        .AddSingleton<FlickrApi>()
        .AddSingleton<FlickrPages>()
        .AddSingleton<FlickrSearch>()
        .AddSingleton<FlickrList>()
        .AddSingleton<ISourceLister, FlickrLister>();
}
