using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Starts the function for a blob that is new or has changed.</summary>
/// <param name="blobPath">Container and name pattern, such as <c>uploads/{name}</c>; a capture takes as much as it can.</param>
public sealed class BlobTriggerAttribute(string blobPath) : TriggerBindingAttribute
{
    /// <summary>Container and name pattern.</summary>
    public string BlobPath { get; } = blobPath;

    /// <summary>The setting that holds the connection string; by default <c>AzureWebJobsStorage</c>.</summary>
    public string? Connection { get; set; }

    /// <summary>How changes are noticed in the cloud. On one machine the container is always polled.</summary>
    public BlobTriggerSource Source { get; set; }
}
