using Microsoft.Azure.Functions.Worker;

namespace PhotoScore.Functions.Hosts;

/// <summary>How uploads are noticed in this build.</summary>
internal static class UploadTrigger
{
    /// <summary>Azurite tells nobody of new blobs, so it is asked.</summary>
    public const BlobTriggerSource Source = BlobTriggerSource.LogsAndContainerScan;
}
