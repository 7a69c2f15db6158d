namespace PhotoScore.Core.Tests.Deduplication;

/// <summary>Values that several tests of hashes need.</summary>
internal static class Some
{
    /// <summary>Grey samples with left and right exchanged.</summary>
    public static byte[] Mirrored(byte[] samples, int width) => [.. samples.Chunk(width).SelectMany(row => row.Reverse())];
}
