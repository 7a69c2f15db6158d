using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using PhotoScore.Functions.Datasets.Budgets;
using PhotoScore.Functions.Datasets.Listing.Apis;
using PhotoScore.Functions.Datasets.Listing.Flickr;
using PhotoScore.Functions.Datasets.Listing.Google;
using PhotoScore.Functions.Datasets.Listing.Instagram;
using PhotoScore.Functions.Datasets.Listing.Picsum;
using PhotoScore.Functions.Datasets.Listing.Smp;

namespace PhotoScore.Functions.Datasets.Listing;

/// <summary>Registers what lists sources: one lister a kind.</summary>
internal static class ListingServices
{
    public static IServiceCollection AddListing(this IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton<CallBudgets>()
        .AddSingleton(provider => new ApiClient(ApiHttp.CreateClient(), provider.GetRequiredService<CallBudgets>(), provider.GetRequiredService<TimeProvider>()))
        .AddSingleton<SourceTexts>()
        .AddSingleton<ISourceLister, FolderLister>()
        .AddSingleton<ISourceLister, UrlsLister>()
        .AddFlickr(configuration)
        .AddSingleton<ISourceLister, SmpLister>()
        .AddInstagram(configuration)
        .AddGoogle(configuration)
        .AddPicsum(configuration);
}
