using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using PhotoScore.Functions.Datasets.Api;
using PhotoScore.Functions.Datasets.Chunks;
using PhotoScore.Functions.Datasets.Chunks.Filters;
using PhotoScore.Functions.Datasets.Finishing;
using PhotoScore.Functions.Datasets.Listing;
using PhotoScore.Functions.Datasets.Overlap;
using PhotoScore.Functions.Datasets.Planning.Reuse;
using PhotoScore.Functions.Datasets.Progress;
using PhotoScore.Functions.Downloads;
using PhotoScore.Functions.Faces;
using PhotoScore.Functions.Predictions;

namespace PhotoScore.Functions.Datasets;

/// <summary>Registers the building of datasets.</summary>
internal static class DatasetServices
{
    public static IServiceCollection AddDatasets(this IServiceCollection services, IConfiguration configuration)
    {
        var options = configuration.GetSection(BuildOptions.Section).Get<BuildOptions>() ?? new BuildOptions();
        return services
            .AddPhotoDownloads(configuration)
            .AddListing(configuration)
            .AddSingleton(options)
            .AddSingleton(new DecodeSlots(options.Decoders))
            .AddSingleton<ChunkPipeline>()
            .AddSingleton<ChunkTools>()
            .AddModelSessions(configuration)
            .AddSingleton<IUrlPhotos, UrlPhotos>()
            .AddSingleton<BlobPhotos>()
            .AddSingleton<PhotoRequestReader>()
            .AddSingleton<OverlapReader>()
            .AddSingleton(configuration.GetSection(FaceOptions.Section).Get<FaceOptions>() ?? new FaceOptions())
            .AddSingleton<FaceDetectors>()
            .AddSingleton<PhotoFilters>()
            .AddSingleton<FilterResolver>()
            .AddSingleton<ServiceSettings>()
            .AddSingleton<BuildRecipes>()
            .AddSingleton<EarlierVersions>()
            .AddSingleton<BuildSweep>()
            .AddSingleton<BuildStarter>()
            .AddSingleton<BuildProgressReader>();
    }
}
