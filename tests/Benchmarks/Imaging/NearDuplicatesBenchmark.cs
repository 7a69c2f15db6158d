using System.Diagnostics;
using PhotoScore.Core.Deduplication;

namespace PhotoScore.Benchmarks.Imaging;

/// <summary><c>near-duplicates [COUNT]</c>: seconds to cluster random hashes, of which a tenth are near copies of others.</summary>
internal static class NearDuplicatesBenchmark
{
    public static Task RunAsync(string[] args)
    {
        var count = args.Length > 0 ? int.Parse(args[0]) : 1_000_000;
        var random = new Random(1);
        var hashes = new ulong[count];
        for (var i = 0; i < count; i++)
            hashes[i] = i > 0 && random.Next(10) == 0 ? hashes[random.Next(i)] ^ (1UL << random.Next(64)) ^ (1UL << random.Next(64)) : (ulong)random.NextInt64() << 1 ^ (ulong)random.NextInt64();

        foreach (var distance in (ReadOnlySpan<int>)[0, 1, 2, 3, 5, 8, 10])
        {
            var clock = Stopwatch.StartNew();
            var clusters = Clusters.Find(hashes, distance);
            Console.WriteLine($"{count} hashes, distance {distance,2}: {clock.Elapsed.TotalSeconds,7:F2} s, {clusters.Index().Count(c => c.Item == c.Index)} clusters");
        }

        return Task.CompletedTask;
    }
}
