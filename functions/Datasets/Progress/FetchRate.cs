namespace PhotoScore.Functions.Datasets.Progress;

/// <summary>Photos a second over the last minute.</summary>
internal static class FetchRate
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Counts of each chunk the part of its time that lies within the last minute, or since the first chunk began. Null before
    /// anything is known; a build that hangs falls to 0.
    /// </summary>
    public static double? PerSecond(IReadOnlyCollection<ChunkProgress> chunks, DateTimeOffset now)
    {
        if (chunks.Count == 0)
            return null;
        var since = Later(now - Longest, chunks.Min(chunk => chunk.StartedAt));
        var seconds = (now - since).TotalSeconds;
        return seconds <= 0 ? null : chunks.Sum(chunk => chunk.Photos * ShareAfter(chunk, since)) / seconds;
    }

    private static double ShareAfter(ChunkProgress chunk, DateTimeOffset since)
    {
        var seconds = (chunk.LastHeardAt - chunk.StartedAt).TotalSeconds;
        if (seconds <= 0)
            return chunk.LastHeardAt >= since ? 1 : 0;
        return Math.Clamp((chunk.LastHeardAt - since).TotalSeconds / seconds, 0, 1);
    }

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;
}
