using System.Net.Http.Headers;

namespace PhotoScore.Functions.Downloads;

/// <summary>How long to wait before another attempt.</summary>
internal static class RetryDelays
{
    /// <summary>A server that wants a longer pause is not asked again in this build.</summary>
    public static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan First = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Before attempt <paramref name="attempt"/> + 1: 0.5 s, doubled each time up to 30 s, of which between half and all is taken,
    /// so that the photos of one host don't come back in step. The same seed gives the same delay.
    /// </summary>
    /// <param name="attempt">The attempt that failed, from 1.</param>
    /// <param name="seed">Differs from photo to photo.</param>
    public static TimeSpan Backoff(int attempt, string seed)
    {
        var full = Math.Min(First.TotalSeconds * Math.Pow(2, attempt - 1), Longest.TotalSeconds);
        return TimeSpan.FromSeconds(full * (0.5 + (0.5 * Fraction($"{seed}/{attempt}"))));
    }

    /// <summary>What <c>Retry-After</c> asks for, in seconds or as a date; null when it is absent or lies in the past.</summary>
    public static TimeSpan? Asked(RetryConditionHeaderValue? header, DateTimeOffset now)
    {
        var delay = header?.Delta ?? header?.Date - now;
        return delay > TimeSpan.Zero ? delay : null;
    }

    // FNV-1a, since string hash codes differ from process to process; the top 53 bits make a double in [0, 1).
    private static double Fraction(string seed)
    {
        var hash = 14695981039346656037UL;
        foreach (var character in seed)
            hash = (hash ^ character) * 1099511628211UL;
        hash ^= hash >> 32;
        return (hash * 0x9E3779B97F4A7C15UL >> 11) / (double)(1UL << 53);
    }
}
