namespace Microsoft.Azure.Functions.Worker;

/// <summary>How a blob trigger notices changes in the cloud.</summary>
public enum BlobTriggerSource
{
    /// <summary>By reading logs and scanning the container.</summary>
    LogsAndContainerScan = 0,

    /// <summary>By events that the storage account sends.</summary>
    EventGrid = 1,
}
