using CsCheck;
using PhotoScore.Core.Datasets;
using PhotoScore.Core.Datasets.Recipes;
using PhotoScore.Core.Datasets.Splitting;

namespace PhotoScore.Core.Tests.Datasets.Splitting;

public sealed class GroupedSplitTests
{
    private static readonly SplitRecipe Recipe = new();

    // Up to 200 photos of up to 40 authors and 60 clusters, so that groups are connected in chains.
    private static readonly Gen<SplitItem[]> AnyItems =
        Gen.Select(Gen.Int[0, 2], Gen.Int[0, 59], Gen.Int[0, 60]).Array[0, 200].Select(rows =>
            rows.Select((row, i) => Item(i, row.Item1, $"c{row.Item2}", row.Item3 > 39 ? null : $"a{row.Item3}")).ToArray());

    [Fact]
    public void Assign_cluster_and_author_never_straddle() => AnyItems.Sample(items =>
    {
        var splits = items.Zip(GroupedSplit.Assign(Recipe, items)).ToList();

        return OneSplitEach(splits, item => item.Cluster) && OneSplitEach(splits.Where(pair => pair.First.Author is not null), item => item.Author!);
    });

    [Fact]
    public void Assign_grouped_by_cluster_keeps_clusters_only()
    {
        SplitItem[] items = [.. Enumerable.Range(0, 100).Select(i => Item(i, 0, $"c{i / 2}", "one author"))];

        var splits = items.Zip(GroupedSplit.Assign(Recipe with { GroupBy = SplitGroup.Cluster }, items)).ToList();

        Assert.True(OneSplitEach(splits, item => item.Cluster));
        Assert.False(OneSplitEach(splits, item => item.Author!));
    }

    [Fact]
    public void Assign_order_of_photos_decides_nothing() => Gen.Select(AnyItems, Gen.Int[0, 1000]).Sample((items, seed) =>
    {
        var shuffled = Some.Shuffled(items, seed);

        return ByKey(items, GroupedSplit.Assign(Recipe, items)).SequenceEqual(ByKey(shuffled, GroupedSplit.Assign(Recipe, shuffled)));
    });

    [Fact]
    public void Assign_lone_photos_meet_the_shares_of_every_class_within_one_photo() =>
        Gen.Select(Gen.Int[1, 400], Gen.Int[1, 400], Gen.Int[0, 100]).Sample((first, second, seed) =>
        {
            SplitItem[] items = [.. Enumerable.Range(0, first + second).Select(i => Item(i, i < first ? 0 : 1, $"c{i}"))];

            var splits = GroupedSplit.Assign(Recipe with { Seed = seed }, items);

            return Shares(items, splits).All(share => Math.Abs(share.Count - share.Target) <= 1);
        });

    [Fact]
    public void Assign_groups_of_ten_meet_the_shares_within_a_group() => Gen.Int[0, 100].Sample(seed =>
    {
        SplitItem[] items = [.. Enumerable.Range(0, 2000).Select(i => Item(i, i % 2, $"c{i}", $"a{i / 10}"))];

        var splits = GroupedSplit.Assign(Recipe with { Seed = seed }, items);

        return Shares(items, splits).All(share => Math.Abs(share.Count - share.Target) <= 5);
    });

    [Fact]
    public void Assign_another_seed_divides_otherwise()
    {
        SplitItem[] items = [.. Enumerable.Range(0, 100).Select(i => Item(i, 0, $"c{i}"))];

        var first = GroupedSplit.Assign(Recipe, items);

        Assert.Equal(first, GroupedSplit.Assign(Recipe, items));
        Assert.NotEqual(first, GroupedSplit.Assign(Recipe with { Seed = 2 }, items));
    }

    [Fact]
    public void Assign_share_of_zero_gets_nothing()
    {
        SplitItem[] items = [.. Enumerable.Range(0, 50).Select(i => Item(i, i % 3, $"c{i}"))];

        var splits = GroupedSplit.Assign(Recipe with { Train = 0.7, Validation = 0, Test = 0.3 }, items);

        Assert.DoesNotContain(Split.Validation, splits);
    }

    [Fact]
    public void Assign_group_known_from_an_earlier_version_keeps_its_split() => Gen.Select(AnyItems, Gen.Int[1, 199]).Sample((items, count) =>
    {
        var old = items.Take(count).ToArray();
        var known = ByKey(old, GroupedSplit.Assign(Recipe, old)).ToDictionary(pair => pair.Key, pair => pair.Split);

        var later = items.Select(item => item with { Earlier = known.TryGetValue(item.Key, out var split) ? split : null }).ToArray();
        var splits = later.Zip(GroupedSplit.Assign(Recipe with { Seed = 9 }, later)).ToList();

        // New photos may connect old groups of different splits; then the one that a model may have learned from wins.
        return splits.All(pair => pair.First.Earlier is null || pair.Second <= pair.First.Earlier)
            && OneSplitEach(splits, item => item.Cluster);
    });

    [Fact]
    public void Assign_photos_that_nothing_new_connects_keep_their_splits_exactly()
    {
        SplitItem[] old = [.. Enumerable.Range(0, 100).Select(i => Item(i, i % 2, $"c{i}"))];
        var known = GroupedSplit.Assign(Recipe, old);
        SplitItem[] later = [.. old.Zip(known, (item, split) => item with { Earlier = split }), .. Enumerable.Range(100, 100).Select(i => Item(i, i % 2, $"c{i}"))];

        var splits = GroupedSplit.Assign(Recipe with { Seed = 7 }, later);

        Assert.Equal(known, splits[..100]);
        Assert.All(Shares(later, splits), share => Assert.InRange(share.Count - share.Target, -1, 1));
    }

    [Fact]
    public void Of_versions_that_disagree_train_wins()
    {
        var known = new KnownSplits();
        var photo = Some.Photo("a", Split.Test);
        known.Add(photo);
        known.Add(photo with { Split = Split.Train });
        known.Add(photo with { Split = Split.Validation });

        Assert.Equal(Split.Train, known.Of(photo.Candidate, photo.Facts, byAuthor: false));
        Assert.Equal(Split.Train, known.Of(Some.Candidate("elsewhere"), photo.Facts, byAuthor: false));
        Assert.Null(known.Of(Some.Candidate("b"), Some.Facts("b"), byAuthor: true));
    }

    [Fact]
    public void Of_photo_and_author_that_disagree_train_wins()
    {
        var known = new KnownSplits();
        var photo = Some.Photo("a", Split.Train);
        known.Add(photo);
        known.Add(Some.Photo("b", Split.Test) with { Candidate = Some.Candidate("b", author: "ann") });

        Assert.Equal(Split.Train, known.Of(photo.Candidate with { Author = "ann" }, photo.Facts, byAuthor: true));
        Assert.Equal(Split.Train, known.Of(Some.Candidate("c", author: "ann"), photo.Facts, byAuthor: true));
    }

    [Fact]
    public void Of_author_counts_only_when_asked_for()
    {
        var known = new KnownSplits();
        known.Add(Some.Photo("a", Split.Test) with { Candidate = Some.Candidate("a", author: "ann") });
        var other = Some.Candidate("b", author: "ann");

        Assert.Equal(Split.Test, known.Of(other, Some.Facts("b"), byAuthor: true));
        Assert.Null(known.Of(other, Some.Facts("b"), byAuthor: false));
    }

    private static SplitItem Item(int i, int label, string cluster, string? author = null) => new(Some.Id(i), label, cluster, author);

    private static bool OneSplitEach(IEnumerable<(SplitItem First, Split Second)> splits, Func<SplitItem, string> name) =>
        splits.GroupBy(pair => name(pair.First)).All(group => group.Select(pair => pair.Second).Distinct().Count() == 1);

    private static List<(string Key, Split Split)> ByKey(SplitItem[] items, Split[] splits) =>
        [.. items.Zip(splits, (item, split) => (item.Key, split)).OrderBy(pair => pair.Key, StringComparer.Ordinal)];

    private static IEnumerable<(int Count, double Target)> Shares(SplitItem[] items, Split[] splits) =>
        from split in Enum.GetValues<Split>()
        let share = split switch { Split.Train => Recipe.Train, Split.Validation => Recipe.Validation, _ => Recipe.Test }
        from label in items.Select(item => item.Label).Distinct()
        select (items.Zip(splits).Count(pair => pair.First.Label == label && pair.Second == split), share * items.Count(item => item.Label == label));
}
