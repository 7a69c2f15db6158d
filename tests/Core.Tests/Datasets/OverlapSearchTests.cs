using CsCheck;
using PhotoScore.Core.Datasets;
using PhotoScore.Core.Datasets.Overlaps;
using PhotoScore.Core.Datasets.Recipes;

namespace PhotoScore.Core.Tests.Datasets;

public sealed class OverlapSearchTests
{
    [Fact]
    public void Find_gives_exact_and_near_pairs_with_their_distance()
    {
        OverlapPhoto[] known = [Photo("a", 0), Photo("b", 0xff), Photo("c", ulong.MaxValue)];
        OverlapPhoto[] asked = [Photo("x", 0b11), Photo("c", ulong.MaxValue), Photo("y", 0xf0f0)];

        var matches = OverlapSearch.Find(new DuplicatesRecipe { MaxDistance = 6 }, known, asked);

        Assert.Equal([new(0, 0, false, 2, false), new(0, 1, false, 6, false), new(1, 2, true, 0, false)], matches);
    }

    [Fact]
    public void Find_mirror_image_is_told()
    {
        OverlapPhoto[] known = [Photo("a", 0b1110) with { Facts = Some.Facts("a", 0b1110) with { Mirror = new MirrorHashes(0xff00, 0) } }];
        OverlapPhoto[] asked = [Photo("x", 0xff00) with { Facts = Some.Facts("x", 0xff00) with { Mirror = new MirrorHashes(0b1110, 0) } }];

        Assert.Equal([new(0, 0, false, 0, true)], OverlapSearch.Find(new DuplicatesRecipe { Mirror = true }, known, asked));
        Assert.Empty(OverlapSearch.Find(new DuplicatesRecipe(), known, asked));
    }

    [Fact]
    public void Find_photo_without_the_hash_is_found_by_its_bytes_only()
    {
        OverlapPhoto[] known = [Photo("a", 0), Photo("b", 0)];

        Assert.Equal([new(0, 1, true, 0, false)], OverlapSearch.Find(new DuplicatesRecipe(), known, [Photo("b", 0) with { HasHash = false }]));
    }

    [Fact]
    public void Find_gives_what_comparing_all_gives() =>
        Gen.Select(Gen.ULong[0, 4095].Array[0, 40], Gen.ULong[0, 4095].Array[0, 40], Gen.Int[0, 5]).Sample((known, asked, distance) =>
        {
            var expected = from i in Enumerable.Range(0, asked.Length)
                           from k in Enumerable.Range(0, known.Length)
                           let bits = System.Numerics.BitOperations.PopCount(known[k] ^ asked[i])
                           where bits <= distance
                           orderby i, bits, k
                           select new OverlapMatch(i, k, false, bits, false);

            var found = OverlapSearch.Find(
                new DuplicatesRecipe { MaxDistance = distance }, [.. known.Select((hash, i) => Photo($"k{i}", hash))], [.. asked.Select((hash, i) => Photo($"a{i}", hash))]);

            return found.SequenceEqual(expected);
        });

    private static OverlapPhoto Photo(string id, ulong dhash) => new(id, Some.Facts(id, dhash));
}
