using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using PhotoScore.Functions.Predictions;

namespace PhotoScore.Functions.Monitoring;

/// <summary>Registers the monitoring of what is served.</summary>
internal static class MonitoringServices
{
    public static IServiceCollection AddMonitoring(this IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton(configuration.GetSection(MonitoringOptions.Section).Get<MonitoringOptions>() ?? new MonitoringOptions())
        .AddSingleton<ServedPhotos>()
        .AddSingleton<IPredictionObserver>(provider => provider.GetRequiredService<ServedPhotos>())
        .AddSingleton<MonitoringReader>()
        .AddSingleton<MonitoringWriter>()
        .AddHostedService(provider => provider.GetRequiredService<MonitoringWriter>());
}
