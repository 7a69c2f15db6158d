using System.Diagnostics;
using PhotoScore.Core.Deduplication;
using PhotoScore.Core.Deduplication.Joining;
using PhotoScore.Core.Imaging;
using PhotoScore.Core.Imaging.Resampling;

namespace PhotoScore.Benchmarks.Imaging;

/// <summary>
/// <c>near-duplicates [COUNT]</c>: seconds to cluster hashes, a tenth of them near copies of others: random ones, ones as alike as those of smooth pictures, and
/// 256-bit ones. Processor seconds stand beside those of the clock, for machines that have other work.
/// </summary>
internal static class NearDuplicatesBenchmark
{
    public static Task RunAsync(string[] args)
    {
        var count = args.Length > 0 ? int.Parse(args[0]) : 1_000_000;
        Console.WriteLine($"{count} hashes, {Environment.ProcessorCount} processors");
        foreach (var (name, hashes) in (ReadOnlySpan<(string, ulong[])>)[("independent", Independent(count)), ("correlated", Correlated(count))])
        {
            foreach (var distance in (ReadOnlySpan<int>)[0, 3, 5, 8, 10])
                Measure($"{name,-12} 64 bits, distance {distance,2}", () => Clusters.Find(hashes, distance).Index().Count(c => c.Item == c.Index));
        }

        var wide = Wide(count);
        foreach (var distance in (ReadOnlySpan<int>)[15, 31])
            Measure($"independent 256 bits, distance {distance,2}", () => Pairs(wide, distance));
        return Task.CompletedTask;
    }

    private static void Measure(string name, Func<int> run)
    {
        var process = Process.GetCurrentProcess();
        var (before, clock) = (process.TotalProcessorTime, Stopwatch.StartNew());
        var found = run();
        process.Refresh();
        Console.WriteLine($"{name}: {clock.Elapsed.TotalSeconds,6:F2} s, {(process.TotalProcessorTime - before).TotalSeconds,6:F2} processor s, {found}");
    }

    private static int Pairs(Hash256[] hashes, int distance)
    {
        var pairs = 0;
        WideHammingJoin.ForEachPair(hashes, distance, (_, _) => pairs++);
        return pairs;
    }

    private static ulong[] Independent(int count)
    {
        var random = new Random(1);
        var hashes = new ulong[count];
        for (var i = 0; i < count; i++)
            hashes[i] = Copied(hashes, i, random) ?? Bits(random);
        return hashes;
    }

    // Hashes of smooth pictures: 6 x 6 random greys, enlarged.
    private static ulong[] Correlated(int count)
    {
        var random = new Random(2);
        var (hashes, samples) = (new ulong[count], new byte[36]);
        for (var i = 0; i < count; i++)
        {
            if (Copied(hashes, i, random) is { } copy)
            {
                hashes[i] = copy;
                continue;
            }
            random.NextBytes(samples);
            using var small = Pixels.From(samples, 6, 6, 1);
            using var photo = Resampler.Resize(small, 9, 8, ResampleFilter.Lanczos);
            hashes[i] = DHash.Of(photo).Bits;
        }
        return hashes;
    }

    private static ulong? Copied(ulong[] hashes, int count, Random random) =>
        count > 0 && random.Next(10) == 0 ? hashes[random.Next(count)] ^ (1UL << random.Next(64)) ^ (1UL << random.Next(64)) : null;

    private static Hash256[] Wide(int count)
    {
        var random = new Random(3);
        var hashes = new Hash256[count];
        for (var i = 0; i < count; i++)
        {
            hashes[i] = i > 0 && random.Next(10) == 0
                ? Near(hashes[random.Next(i)], random)
                : new Hash256(Bits(random), Bits(random), Bits(random), Bits(random));
        }
        return hashes;
    }

    // About eight bits away.
    private static Hash256 Near(Hash256 hash, Random random) => hash with { B = hash.B ^ (Bits(random) & Bits(random) & Bits(random)) };

    private static ulong Bits(Random random) => (ulong)random.NextInt64() << 1 ^ (ulong)random.NextInt64();
}
