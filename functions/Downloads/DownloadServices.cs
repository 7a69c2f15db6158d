using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace PhotoScore.Functions.Downloads;

/// <summary>Registers downloads.</summary>
internal static class DownloadServices
{
    public static IServiceCollection AddPhotoDownloads(this IServiceCollection services, IConfiguration configuration)
    {
        var options = configuration.GetSection(DownloadOptions.Section).Get<DownloadOptions>() ?? new DownloadOptions();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        services.AddSingleton(new ByteBudget(options.BufferBytes));
        services.AddSingleton(new RequestSlots(options.MostRequests));
        return services.AddSingleton(provider => new PhotoDownloader(
            PublicHttp.CreateClient(options), provider.GetRequiredService<RequestSlots>(), provider.GetRequiredService<ByteBudget>(),
            provider.GetRequiredService<TimeProvider>()));
    }
}
