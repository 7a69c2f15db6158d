using Microsoft.Azure.Functions.Worker;

namespace PhotoScore.Functions.Hosts;

/// <summary>How uploads are noticed in this build.</summary>
internal static class UploadTrigger
{
    /// <summary>A Flex Consumption app has no polling blob trigger: it scales on events.</summary>
    public const BlobTriggerSource Source = BlobTriggerSource.EventGrid;
}
