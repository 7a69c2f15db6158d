using CsCheck;
using PhotoScore.Core.Deduplication;
using PhotoScore.Core.Deduplication.Joining;

namespace PhotoScore.Core.Tests.Deduplication.Joining;

public sealed class WideHammingJoinTests
{
    private static readonly Gen<Hash256> Hash = Gen.Select(Gen.ULong, Gen.ULong, Gen.ULong, Gen.ULong, (a, b, c, d) => new Hash256(a, b, c, d));

    // A few centres, and hashes some flipped bits away from them.
    private static readonly Gen<Hash256[]> Hashes =
        from centres in Hash.Array[1, 4]
        from picks in Gen.Select(Gen.Int[0, centres.Length - 1], Gen.Int[0, 255].Array[0, 60]).Array[0, 40]
        select picks.Select(pick => pick.Item2.Aggregate(centres[pick.Item1], Flip)).ToArray();

    [Fact]
    public void ForEachPair_gives_each_near_pair_once() =>
        Gen.Select(Hashes, Gen.Int[0, WideHammingJoin.MaxDistance]).Sample((hashes, distance) =>
        {
            var actual = new List<(int, int)>();
            WideHammingJoin.ForEachPair(hashes, distance, (a, b) => actual.Add((Math.Min(a, b), Math.Max(a, b))));

            return actual.Order().SequenceEqual(NearPairs(hashes, distance));
        });

    [Theory]
    [InlineData(0)]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(31)]
    [InlineData(40)]
    public void ByWords_misses_nothing_and_tells_nothing_twice(int distance) =>
        Hashes.Sample(hashes =>
        {
            var actual = new List<(int, int)>();
            WideHammingJoin.ByWords(hashes, distance, (a, b) => actual.Add((Math.Min(a, b), Math.Max(a, b))));

            return actual.Order().SequenceEqual(NearPairs(hashes, distance));
        }, iter: 5);

    [Theory]
    [InlineData(-1)]
    [InlineData(65)]
    public void ForEachPair_with_a_distance_that_cannot_be_joined_is_refused(int distance) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => WideHammingJoin.ForEachPair([], distance, (_, _) => { }));

    private static Hash256 Flip(Hash256 hash, int bit) => (bit / 64) switch
    {
        0 => hash with { D = hash.D ^ 1UL << bit },
        1 => hash with { C = hash.C ^ 1UL << bit },
        2 => hash with { B = hash.B ^ 1UL << bit },
        _ => hash with { A = hash.A ^ 1UL << bit },
    };

    private static (int, int)[] NearPairs(Hash256[] hashes, int distance) =>
        [.. from a in Enumerable.Range(0, hashes.Length)
            from b in Enumerable.Range(a + 1, hashes.Length - a - 1)
            where hashes[a].DistanceTo(hashes[b]) <= distance
            select (a, b)];
}
