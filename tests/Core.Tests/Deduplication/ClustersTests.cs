using System.Numerics;
using CsCheck;
using PhotoScore.Core.Deduplication;
using PhotoScore.Core.Deduplication.Joining;

namespace PhotoScore.Core.Tests.Deduplication;

public sealed class ClustersTests
{
    // Uniform hashes hardly ever come near each other: most are a few flipped bits away from one of a few centres.
    private static readonly Gen<ulong[]> Hashes =
        from centres in Gen.ULong.Array[1, 6]
        from picks in Gen.Select(Gen.Int[0, centres.Length - 1], Gen.Int[0, 63].Array[0, 14]).Array[0, 60]
        select picks.Select(pick => pick.Item2.Aggregate(centres[pick.Item1], (hash, bit) => hash ^ (1UL << bit))).ToArray();

    [Fact]
    public void ForEachPair_gives_each_near_pair_once() =>
        Gen.Select(Hashes, Gen.Int[0, HammingJoin.MaxDistance]).Sample((hashes, distance) =>
        {
            var expected = NearPairs(hashes, distance);

            var actual = new List<(int, int)>();
            HammingJoin.ForEachPair(hashes, distance, (a, b) => actual.Add((Math.Min(a, b), Math.Max(a, b))));

            return actual.Order().SequenceEqual(expected);
        });

    [Theory]
    [InlineData(0, 0, 1)]
    [InlineData(3, 0, 2)]
    [InlineData(1, 1, 4)]
    [InlineData(2, 3, 2)]
    [InlineData(5, 1, 1)]
    [InlineData(5, 2, 3)]
    [InlineData(10, 2, 2)]
    [InlineData(16, 1, 2)]
    public void ForEachPair_with_any_number_of_untouched_blocks_and_threads_misses_nothing(int distance, int untouched, int threads) =>
        Hashes.Sample(hashes =>
        {
            var actual = new List<(int, int)>();
            HammingJoin.ForEachPair(hashes, distance, BlockPlan.With(distance, untouched), threads, (a, b) => actual.Add((Math.Min(a, b), Math.Max(a, b))));

            return actual.Order().SequenceEqual(NearPairs(hashes, distance));
        }, iter: 10);

    [Fact]
    public void Find_gives_the_connected_components_named_by_their_smallest_position() =>
        Gen.Select(Hashes, Gen.Int[0, HammingJoin.MaxDistance]).Sample((hashes, distance) =>
            Clusters.Find(hashes, distance).SequenceEqual(Components(hashes.Length, NearPairs(hashes, distance))));

    [Fact]
    public void Find_groups_the_same_photos_in_whatever_order_they_come() =>
        Gen.Select(Hashes, Gen.Int[0, 4], Gen.Int).Sample((hashes, distance, seed) =>
        {
            var order = Enumerable.Range(0, hashes.Length).ToArray();
            new Random(seed).Shuffle(order);

            var straight = Clusters.Find(hashes, distance);
            var shuffled = Clusters.Find(order.Select(i => hashes[i]).ToArray(), distance);

            return Enumerable.Range(0, order.Length).All(i => Enumerable.Range(0, order.Length).All(j =>
                (shuffled[i] == shuffled[j]) == (straight[order[i]] == straight[order[j]])));
        }, iter: 30);

    [Fact]
    public void Find_chains_neighbours_into_one_cluster()
    {
        var clusters = Clusters.Find([0b0000, 0b1111_0000_0000, 0b0011, 0b1111], 2);

        Assert.Equal([0, 1, 0, 0], clusters);
    }

    [Fact]
    public void Find_with_many_copies_of_one_picture_stays_linear()
    {
        // As pairs these would be five thousand million.
        var clusters = Clusters.Find(new ulong[100_000], 10);

        Assert.All(clusters, cluster => Assert.Equal(0, cluster));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(17)]
    public void Find_with_a_distance_that_cannot_be_joined_is_refused(int distance) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Clusters.Find([1, 2], distance));

    [Fact]
    public void FindExact_groups_equal_keys()
    {
        string[] keys = ["b", "a", "b", "c", "a"];

        Assert.Equal([0, 1, 0, 3, 1], Clusters.FindExact(keys));
        Assert.Equal(["b", "a", "b", "c", "a"], Clusters.Named<string>(Clusters.FindExact(keys), keys));
    }

    private static (int, int)[] NearPairs(ulong[] hashes, int distance) =>
        [.. from a in Enumerable.Range(0, hashes.Length)
            from b in Enumerable.Range(a + 1, hashes.Length - a - 1)
            where BitOperations.PopCount(hashes[a] ^ hashes[b]) <= distance
            select (a, b)];

    // Floods labels along the pairs until nothing changes.
    private static int[] Components(int count, (int A, int B)[] pairs)
    {
        var labels = Enumerable.Range(0, count).ToArray();
        for (var changed = true; changed;)
        {
            changed = false;
            foreach (var (a, b) in pairs)
            {
                if (labels[a] == labels[b]) continue;
                labels[a] = labels[b] = Math.Min(labels[a], labels[b]);
                changed = true;
            }
        }

        return labels;
    }
}
