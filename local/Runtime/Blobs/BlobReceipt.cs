namespace PhotoScore.Local.Runtime.Blobs;

/// <summary>What was done about one version of a blob.</summary>
/// <param name="ETag">The version.</param>
/// <param name="Attempts">How often the function was started for it.</param>
/// <param name="Settled">Whether it was handled or given up.</param>
internal sealed record BlobReceipt(string ETag, int Attempts, bool Settled);
