using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using PhotoScore.Functions.Models;
using PhotoScore.Functions.Models.Comparing;
using PhotoScore.Functions.Models.Routing;
using PhotoScore.Functions.Training.Sweeps;

namespace PhotoScore.Functions.Training;

/// <summary>Registers trainings and the models that they publish.</summary>
internal static class TrainingServices
{
    public static IServiceCollection AddTraining(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<ModelCatalog>();
        services.AddSingleton(configuration.GetSection(TrainingLimits.Section).Get<TrainingLimits>() ?? new TrainingLimits());
        services.AddSingleton<ITrainingPool, LocalTrainingPool>();
        services.AddSingleton<ModelComparer>();
        services.AddSingleton<RouteStore>();
        services.AddSingleton<RouteVersions>();
        services.AddSingleton<Promoter>();
        services.AddSingleton<TrainingWaker>();
        services.AddSingleton(configuration.GetSection(SweepOptions.Section).Get<SweepOptions>() ?? new SweepOptions());
        services.AddSingleton<SweepCatalog>();
        services.AddSingleton<SweepViews>();
        services.AddSingleton<SweepStarter>();
        return services.AddSingleton<TrainingStarter>();
    }
}
