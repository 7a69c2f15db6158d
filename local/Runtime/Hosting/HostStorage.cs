using System.Reflection;
using Azure.Storage.Blobs;
using Microsoft.Extensions.Configuration;

namespace PhotoScore.Local.Runtime.Hosting;

/// <summary>Where the host keeps what it must remember: a container of its own in <c>AzureWebJobsStorage</c>.</summary>
internal sealed class HostStorage(IConfiguration configuration)
{
    public BlobServiceClient Blobs { get; } = new(configuration.ConnectionString(null));

    public BlobContainerClient Container => Blobs.GetBlobContainerClient("azure-webjobs-hosts");

    /// <summary>Keeps apart the apps that share a storage account.</summary>
    public string HostId { get; } = configuration["AzureFunctionsWebHost:hostId"]
        ?? (Assembly.GetEntryAssembly()?.GetName().Name ?? "host").ToLowerInvariant();
}
