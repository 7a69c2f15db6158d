using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace PhotoScore.Functions.Scorings;

/// <summary>Registers batch scorings, which share loaded models, decoders and the memory for photos with predictions and datasets.</summary>
internal static class ScoringServices
{
    public static IServiceCollection AddScorings(this IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton(configuration.GetSection(ScoringOptions.Section).Get<ScoringOptions>() ?? new ScoringOptions())
        .AddSingleton<ScoringCatalog>()
        .AddSingleton<ScoringStarter>()
        .AddSingleton<ScoringViews>()
        .AddSingleton<ListPhotos>()
        .AddSingleton<ChunkPhotos>()
        .AddSingleton<ChunkScorer>();
}
