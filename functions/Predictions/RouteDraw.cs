using PhotoScore.Core.Models;
using PhotoScore.Core.Naming;

namespace PhotoScore.Functions.Predictions;

/// <summary>Divides requests among versions by their shares. The same seed divides the same sequence of requests the same way.</summary>
internal sealed class RouteDraw(long seed)
{
    private long _requests;

    /// <summary>The version that answers the next request.</summary>
    /// <param name="current">Versions and shares.</param>
    /// <param name="key">Requests with the same key get the same version, for as long as the shares stay as they are; null draws anew.</param>
    public VersionId Next(CurrentModel current, string? key = null) => current.Routes is [var only]
        ? only.Version
        : Pick(current.Routes, Uniform(seed, key is null ? Interlocked.Increment(ref _requests) : Hash(key)));

    /// <summary>The version into whose part of [0, 1) a number falls.</summary>
    public static VersionId Pick(IReadOnlyList<ModelRoute> routes, double number)
    {
        foreach (var route in routes)
        {
            number -= route.Share;
            if (number < 0)
                return route.Version;
        }
        return routes[^1].Version;
    }

    // FNV-1a (Fowler, Noll and Vo, 1991): the same in every process, which string.GetHashCode is not.
    private static long Hash(string key)
    {
        var hash = 0xCBF29CE484222325;
        foreach (var unit in key)
            hash = unchecked((hash ^ unit) * 0x100000001B3);
        return unchecked((long)hash);
    }

    // SplitMix64 (Steele, Lea and Flood, 2014) of the request's number: no shared state to fight over.
    private static double Uniform(long seed, long request)
    {
        var x = unchecked((ulong)seed + ((ulong)request * 0x9E3779B97F4A7C15));
        x = unchecked((x ^ (x >> 30)) * 0xBF58476D1CE4E5B9);
        x = unchecked((x ^ (x >> 27)) * 0x94D049BB133111EB);
        return ((x ^ (x >> 31)) >> 11) * (1.0 / (1UL << 53));
    }
}
