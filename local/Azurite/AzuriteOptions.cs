namespace PhotoScore.Local.Azurite;

/// <summary>How an Azurite is started.</summary>
public sealed record AzuriteOptions
{
    /// <summary>The port of the blob service; 0 takes a free one.</summary>
    public int BlobPort { get; init; }

    /// <summary>The port of the queue service; 0 takes a free one.</summary>
    public int QueuePort { get; init; }

    /// <summary>The port of the table service; 0 takes a free one.</summary>
    public int TablePort { get; init; }

    /// <summary>The folder that keeps the data; in memory, gone with the process, when null.</summary>
    public string? Folder { get; init; }

    internal IEnumerable<string> Arguments() =>
    [
        // Azurite refuses storage SDKs that are newer than itself unless told otherwise.
        "--skipApiVersionCheck", "--silent", "--disableTelemetry",
        "--blobHost", "127.0.0.1", "--blobPort", $"{BlobPort}",
        "--queueHost", "127.0.0.1", "--queuePort", $"{QueuePort}",
        "--tableHost", "127.0.0.1", "--tablePort", $"{TablePort}",
        .. Folder is null ? (string[])["--inMemoryPersistence"] : ["--location", Folder],
    ];
}
