namespace PhotoScore.Functions.Downloads;

/// <summary>Section <c>Downloads</c> of the configuration.</summary>
internal sealed class DownloadOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Downloads";

    /// <summary>Whether photos may be fetched from this very machine. For one machine and for tests; never on Azure.</summary>
    public bool AllowLoopback { get; set; }

    /// <summary>Photos that one chunk fetches at the same time.</summary>
    public int Concurrency { get; set; } = 32;

    /// <summary>Requests that one process has under way at the same time, over all chunks, builds and hosts.</summary>
    public int MostRequests { get; set; } = 128;

    /// <summary>Bytes of photos that one process holds between download and decoding, at most.</summary>
    public long BufferBytes { get; set; } = 256_000_000;
}
