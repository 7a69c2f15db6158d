using Azure.Identity;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace PhotoScore.Functions.Storage;

/// <summary>Registers storage: a connection string on one machine, a managed identity on Azure.</summary>
internal static class StorageServices
{
    // The name that the Functions host itself uses for its account.
    private const string Connection = "AzureWebJobsStorage";

    public static IServiceCollection AddPhotoStorage(this IServiceCollection services, IConfiguration configuration)
    {
        var queueOptions = new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64 };
        if (configuration[Connection] is { Length: > 0 } connectionString)
        {
            services.AddSingleton(new BlobServiceClient(connectionString));
            services.AddSingleton(new QueueServiceClient(connectionString, queueOptions));
        }
        else
        {
            var identity = new DefaultAzureCredential();
            services.AddSingleton(new BlobServiceClient(Service(configuration, "blobServiceUri"), identity));
            services.AddSingleton(new QueueServiceClient(Service(configuration, "queueServiceUri"), identity, queueOptions));
        }
        services.AddSingleton(provider => new PhotoStorage(
            provider.GetRequiredService<BlobServiceClient>(), provider.GetRequiredService<QueueServiceClient>()));
        return services.AddHostedService<EnsureStorage>();
    }

    private static Uri Service(IConfiguration configuration, string key) =>
        Uri.TryCreate(configuration[$"{Connection}:{key}"], UriKind.Absolute, out var uri)
            ? uri
            : throw new InvalidOperationException(
                $"Set {Connection} to a connection string, or {Connection}__blobServiceUri and {Connection}__queueServiceUri to use the managed identity.");

    private sealed class EnsureStorage(PhotoStorage storage) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => storage.EnsureAsync(cancellationToken);

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
