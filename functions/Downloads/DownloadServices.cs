using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace PhotoScore.Functions.Downloads;

/// <summary>Registers downloads.</summary>
internal static class DownloadServices
{
    public static IServiceCollection AddPhotoDownloads(this IServiceCollection services, IConfiguration configuration)
    {
        var options = configuration.GetSection(DownloadOptions.Section).Get<DownloadOptions>() ?? new DownloadOptions();
        services.AddSingleton(options);
        services.AddSingleton(new ByteBudget(options.BufferBytes));
        return services.AddSingleton(provider => new PhotoDownloader(
            PublicHttp.CreateClient(options), provider.GetRequiredService<ByteBudget>(), provider.GetRequiredService<TimeProvider>()));
    }
}
