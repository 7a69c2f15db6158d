using System.Numerics;
using CsCheck;
using PhotoScore.Core.Datasets;
using PhotoScore.Core.Datasets.Assembling;
using PhotoScore.Core.Datasets.Recipes;
using PhotoScore.Core.Deduplication;

namespace PhotoScore.Core.Tests.Datasets.Assembling;

public sealed class DuplicateClustersTests
{
    // Hashes a few flipped bits away from a few centres, so that there are near ones, chains and equal ones.
    private static readonly Gen<PhotoFacts[]> Photos =
        from centres in Gen.ULong.Array[1, 5]
        from picks in Gen.Select(Gen.Int[0, centres.Length - 1], Gen.Int[0, 63].Array[0, 8], Gen.Int[0, 63].Array[0, 3]).Array[0, 40]
        select picks.Select((pick, i) => Some.Facts($"{i}", Flip(centres[pick.Item1], pick.Item2)) with
        {
            PHash = Flip(centres[pick.Item1], pick.Item3),
            Mirror = new MirrorHashes(Reverse(Flip(centres[pick.Item1], pick.Item2)), Reverse(Flip(centres[pick.Item1], pick.Item3))),
        }).ToArray();

    [Fact]
    public void Find_with_a_diameter_holds_it_in_every_cluster() =>
        Gen.Select(Photos, Gen.Int[0, 8], Gen.Int[0, 8], Gen.Bool).Sample((photos, distance, more, mirror) =>
        {
            var recipe = new DuplicatesRecipe { MaxDistance = distance, MaxDiameter = distance + more, Mirror = mirror };

            var clusters = DuplicateClusters.Find(recipe, photos);

            return Pairs(photos.Length).All(pair => clusters[pair.A] != clusters[pair.B] || Near(photos[pair.A], photos[pair.B], distance + more, mirror));
        });

    [Fact]
    public void Find_with_a_diameter_leaves_no_two_clusters_that_could_be_one() =>
        Gen.Select(Photos, Gen.Int[0, 8], Gen.Int[0, 8]).Sample((photos, distance, more) =>
        {
            var clusters = DuplicateClusters.Find(new DuplicatesRecipe { MaxDistance = distance, MaxDiameter = distance + more }, photos);

            var members = clusters.Index().GroupBy(c => c.Item, c => c.Index).Select(group => group.ToArray()).ToArray();
            return Pairs(members.Length).All(pair =>
                !members[pair.A].Any(a => members[pair.B].Any(b => Near(photos[a], photos[b], distance, mirror: false)))
                || !members[pair.A].All(a => members[pair.B].All(b => Near(photos[a], photos[b], distance + more, mirror: false))));
        });

    [Fact]
    public void Find_without_a_diameter_gives_the_connected_components_of_confirmed_pairs() =>
        Gen.Select(Photos, Gen.Int[0, 8], Gen.Int[0, 5], Gen.Bool).Sample((photos, distance, confirmed, mirror) =>
        {
            var recipe = new DuplicatesRecipe { MaxDistance = distance, Mirror = mirror, Confirm = new ConfirmRecipe { Hash = PerceptualHash.PHash, MaxDistance = confirmed } };

            var clusters = DuplicateClusters.Find(recipe, photos);

            return clusters.SequenceEqual(Components(photos.Length, (a, b) =>
                Near(photos[a], photos[b], distance, mirror) && NearByPHash(photos[a], photos[b], confirmed, mirror)));
        });

    [Fact]
    public void Find_same_photos_again_after_their_order_is_undone() =>
        Gen.Select(Photos, Gen.Int[0, 8], Gen.Int).Sample((photos, distance, seed) =>
        {
            var recipe = new DuplicatesRecipe { MaxDistance = distance };
            var order = Enumerable.Range(0, photos.Length).ToArray();
            new Random(seed).Shuffle(order);

            var straight = DuplicateClusters.Find(recipe, photos);
            var shuffled = DuplicateClusters.Find(recipe, [.. order.Select(i => photos[i])]);

            return Pairs(order.Length).All(pair => (shuffled[pair.A] == shuffled[pair.B]) == (straight[order[pair.A]] == straight[order[pair.B]]));
        });

    [Fact]
    public void Find_mirrored_photo_only_when_asked()
    {
        PhotoFacts[] photos =
        [
            Some.Facts("a", 0b1011) with { Mirror = new MirrorHashes(0b1101, 0) },
            Some.Facts("b", 0b1101) with { Mirror = new MirrorHashes(0b1011, 0) },
        ];

        Assert.Equal([0, 1], DuplicateClusters.Find(new DuplicatesRecipe(), photos));
        Assert.Equal([0, 0], DuplicateClusters.Find(new DuplicatesRecipe { Mirror = true }, photos));
    }

    [Fact]
    public void Find_by_pdq_leaves_featureless_photos_alone_unless_their_bytes_are_equal()
    {
        PdqHashes Same(int quality) => new(new Hash256(1, 2, 3, 4), default, quality);
        PhotoFacts[] photos =
        [
            Some.Facts("a") with { Pdq = Same(90) }, Some.Facts("b") with { Pdq = Same(Pdq.LeastQuality) },
            Some.Facts("c") with { Pdq = Same(Pdq.LeastQuality - 1) }, Some.Facts("d") with { Pdq = null }, Some.Facts("d") with { Pdq = null },
        ];

        var clusters = DuplicateClusters.Find(new DuplicatesRecipe { Hash = PerceptualHash.Pdq, MaxDistance = 31 }, photos);

        Assert.Equal([0, 0, 2, 3, 3], clusters);
    }

    private static ulong Flip(ulong hash, int[] bits) => bits.Aggregate(hash, (flipped, bit) => flipped ^ (1UL << bit));

    private static ulong Reverse(ulong hash) => Enumerable.Range(0, 64).Aggregate(0UL, (reversed, bit) => reversed | (hash >> bit & 1) << (63 - bit));

    private static bool Near(PhotoFacts a, PhotoFacts b, int distance, bool mirror) =>
        Near(a.DHash, b.DHash, distance) || (mirror && (Near(a.DHash, b.Mirror!.DHash, distance) || Near(a.Mirror!.DHash, b.DHash, distance)));

    private static bool NearByPHash(PhotoFacts a, PhotoFacts b, int distance, bool mirror) =>
        Near(a.PHash, b.PHash, distance) || (mirror && (Near(a.PHash, b.Mirror!.PHash, distance) || Near(a.Mirror!.PHash, b.PHash, distance)));

    private static bool Near(ulong a, ulong b, int distance) => BitOperations.PopCount(a ^ b) <= distance;

    private static IEnumerable<(int A, int B)> Pairs(int count) =>
        Enumerable.Range(0, count).SelectMany(a => Enumerable.Range(a + 1, count - a - 1).Select(b => (a, b)));

    private static int[] Components(int count, Func<int, int, bool> near)
    {
        var labels = Enumerable.Range(0, count).ToArray();
        for (var changed = true; changed;)
        {
            changed = false;
            foreach (var (a, b) in Pairs(count).Where(pair => labels[pair.A] != labels[pair.B] && near(pair.A, pair.B)))
            {
                labels[a] = labels[b] = Math.Min(labels[a], labels[b]);
                changed = true;
            }
        }

        return labels;
    }
}
