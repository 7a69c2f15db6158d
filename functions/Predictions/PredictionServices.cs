using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using PhotoScore.Functions.Models;

namespace PhotoScore.Functions.Predictions;

/// <summary>Registers predictions.</summary>
internal static class PredictionServices
{
    public static IServiceCollection AddPredictions(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddModelSessions(configuration);
        services.AddSingleton<ModelRouter>();
        services.AddSingleton<ModelReadiness>();
        services.AddSingleton<PredictionQueue>();
        services.AddSingleton<MicroBatcher>();
        services.AddSingleton<ShadowMirror>();
        services.AddSingleton<Predictor>();
        services.AddSingleton<IUrlPhotos, UrlPhotos>();
        services.AddSingleton<BlobPhotos>();
        services.AddSingleton<PhotoRequestReader>();
        services.AddSingleton<Explainer>();
        services.AddSingleton<NeighbourFinder>();
        services.AddSingleton<KnownDuplicateFinder>();
        services.AddSingleton<PhotoAnswerer>();
        return services.AddSingleton<UploadScorer>();
    }

    /// <summary>Registers the models that are loaded; datasets share them with predictions.</summary>
    public static IServiceCollection AddModelSessions(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<ModelCatalog>();
        services.TryAddSingleton(configuration.GetSection(PredictionLimits.Section).Get<PredictionLimits>() ?? new PredictionLimits());
        services.TryAddSingleton<ModelSessions>();
        return services;
    }
}
