using CsCheck;
using PhotoScore.Core.Datasets;
using PhotoScore.Core.Datasets.Assembling;
using PhotoScore.Core.Datasets.Recipes;
using PhotoScore.Core.Datasets.Splitting;
using PhotoScore.Core.Datasets.Tables;

namespace PhotoScore.Core.Tests.Datasets.Assembling;

public sealed class DatasetAssemblerTests
{
    private static readonly Recipe Recipe = new() { Sources = [new FolderSource { Name = "some" }], Labels = new FolderLabels() };

    [Fact]
    public void Assemble_duplicates_keep_the_smallest_key_and_name_it()
    {
        var same = Some.Facts("same");
        LedgerEntry[] entries = [.. Sorted("a", "b", "c").Select(id => Some.Kept(Some.Candidate(id, "x"), same))];

        var dataset = Assemble(Recipe, entries);

        var first = entries[0].Candidate.Key;
        Assert.Equal(first, Assert.Single(dataset.Photos).Key);
        Assert.Equal([Outcomes.Kept, Outcomes.Duplicate, Outcomes.Duplicate], dataset.Ledger.Select(entry => entry.Outcome));
        Assert.All(dataset.Ledger.Skip(1), entry => Assert.Contains($"byte-identical to {first}", entry.Detail, StringComparison.Ordinal));
        Assert.Equal(new Dictionary<string, int> { ["duplicate"] = 2, ["kept"] = 1 }, dataset.Outcomes);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 2)]
    [InlineData(3, 3)]
    public void Assemble_near_duplicates_reach_as_far_as_the_recipe_says(int maxDistance, int duplicates)
    {
        // Hashes 0, 0, 1 and 0b1111: 0, 1 and 4 bits from the first, 3 from the one before.
        ulong[] hashes = [0, 0, 1, 0b1111];
        LedgerEntry[] entries = [.. Sorted("a", "b", "c", "d").Select((id, i) => Some.Kept(Some.Candidate(id, "x"), Some.Facts(id, hashes[i])))];

        var dataset = Assemble(Recipe with { Duplicates = new DuplicatesRecipe { MaxDistance = maxDistance } }, entries);

        Assert.Equal(duplicates, dataset.Ledger.Count(entry => entry.Outcome == Outcomes.NearDuplicate));
        Assert.All(dataset.Photos.Take(1), photo => Assert.Equal(entries[0].Candidate.Key, photo.Cluster));
    }

    [Fact]
    public void Assemble_without_a_hash_only_equal_bytes_are_duplicates()
    {
        LedgerEntry[] entries = [.. Sorted("a", "b").Select(id => Some.Kept(Some.Candidate(id, "x"), Some.Facts(id, dhash: 7)))];

        var dataset = Assemble(Recipe with { Duplicates = new DuplicatesRecipe { Hash = PerceptualHash.None } }, entries);

        Assert.Equal(2, dataset.Photos.Count);
    }

    [Fact]
    public void Assemble_conflict_drops_the_cluster()
    {
        var same = Some.Facts("same");
        var ids = Sorted("a", "b", "c", "d");
        LedgerEntry[] entries =
        [
            Some.Kept(Some.Candidate(ids[0], "good"), same), Some.Kept(Some.Candidate(ids[1], "good"), same),
            Some.Kept(Some.Candidate(ids[2], "bad"), same), Some.Kept(Some.Candidate(ids[3], "bad")),
        ];

        var dataset = Assemble(Recipe, entries);

        Assert.Equal(ids[3], Assert.Single(dataset.Photos).Candidate.Id);
        Assert.Equal([Outcomes.LabelConflict, Outcomes.LabelConflict, Outcomes.LabelConflict, Outcomes.Kept], dataset.Ledger.Select(entry => entry.Outcome));
        Assert.Equal($"byte-identical to {entries[2].Candidate.Key}, which is bad", dataset.Ledger[0].Detail);
    }

    [Fact]
    public void Assemble_conflict_under_keepFirst_keeps_the_first_with_its_own_label()
    {
        var same = Some.Facts("same");
        var ids = Sorted("a", "b", "c");
        LedgerEntry[] entries =
        [
            Some.Kept(Some.Candidate(ids[0], "good"), same), Some.Kept(Some.Candidate(ids[1], "bad"), same), Some.Kept(Some.Candidate(ids[2], "good"), same),
        ];

        var dataset = Assemble(Recipe with { Duplicates = new DuplicatesRecipe { OnLabelConflict = LabelConflict.KeepFirst } }, entries);

        Assert.Equal("good", dataset.Classes[Assert.Single(dataset.Photos).Label]);
        Assert.Equal([Outcomes.Kept, Outcomes.LabelConflict, Outcomes.Duplicate], dataset.Ledger.Select(entry => entry.Outcome));
    }

    [Fact]
    public void Assemble_conflict_does_not_move_the_cut()
    {
        // Scores 0, 0, 10 and 2 have the mean 3; without the conflicting pair (0 and 10) it would be 1, and 2 would be above it.
        var same = Some.Facts("same");
        var recipe = Recipe with { Labels = new ScoreLabels { Score = new ScoreRecipe { Metric = "views" } } };
        LedgerEntry[] entries = [Scored("a", 0, same), Scored("b", 10, same), Scored("c", 0), Scored("d", 2)];

        var dataset = Assemble(recipe, entries);

        Assert.Equal([3.0], dataset.Thresholds);
        Assert.Equal(["c", "d"], dataset.Photos.Select(photo => photo.Candidate.Id).Order());
        Assert.All(dataset.Photos, photo => Assert.Equal(0, photo.Label));
    }

    [Fact]
    public void Assemble_photo_without_a_label_neither_conflicts_nor_stands_for_others()
    {
        var same = Some.Facts("same");
        var ids = Sorted("a", "b");
        LedgerEntry[] entries = [Some.Kept(Some.Candidate(ids[0]), same), Some.Kept(Some.Candidate(ids[1], "x"), same)];

        var dataset = Assemble(Recipe, entries);

        Assert.Equal([Outcomes.NoLabel, Outcomes.Kept], dataset.Ledger.Select(entry => entry.Outcome));
        Assert.Equal(entries[0].Candidate.Key, Assert.Single(dataset.Photos).Cluster);
    }

    [Fact]
    public void Assemble_every_candidate_has_a_row()
    {
        LedgerEntry failed = new(Some.Candidate("gone"), "http-404", "404 Not Found", null);
        LedgerEntry filtered = new(Some.Candidate("few"), Outcomes.Filtered, "views 1 is below 100", null);

        var dataset = DatasetAssembler.Assemble(Recipe, [new ChunkLedger(null, [failed])], [filtered]);

        Assert.Empty(dataset.Photos);
        Assert.Equal(["few", "gone"], dataset.Ledger.Select(entry => entry.Candidate.Id).Order());
        Assert.Equal(1, dataset.Outcomes["http-404"]);
    }

    [Fact]
    public void Assemble_author_and_photo_known_from_an_earlier_version_keep_their_split()
    {
        LedgerEntry[] old = [.. Enumerable.Range(0, 60).Select(i => Some.Kept(Some.Candidate(Some.Id(i), $"{i % 2}", author: $"a{i / 3}")))];
        var first = Assemble(Recipe, old);
        var known = new KnownSplits();
        foreach (var photo in first.Photos)
            known.Add(photo);
        LedgerEntry[] more = [.. old, .. Enumerable.Range(60, 60).Select(i => Some.Kept(Some.Candidate(Some.Id(i), $"{i % 2}", author: $"a{i / 6}")))];

        var second = Assemble(Recipe with { Split = new SplitRecipe { Seed = 5 } }, more, known);

        var before = first.Photos.ToDictionary(photo => photo.Key, photo => photo.Split);
        var byAuthor = first.Photos.GroupBy(photo => photo.Candidate.Author!).ToDictionary(group => group.Key, group => group.First().Split);
        Assert.All(second.Photos.Where(photo => before.ContainsKey(photo.Key)), photo => Assert.Equal(before[photo.Key], photo.Split));
        Assert.All(second.Photos.Where(photo => byAuthor.ContainsKey(photo.Candidate.Author!)), photo => Assert.Equal(byAuthor[photo.Candidate.Author!], photo.Split));
    }

    [Theory]
    [InlineData(Split.Train)]
    [InlineData(Split.Validation)]
    [InlineData(Split.Test)]
    public void Assemble_photo_like_one_of_an_earlier_version_goes_where_that_one_was(Split split)
    {
        var known = new KnownSplits();
        known.Add(Some.Photo("gone", split) with { Facts = Some.Facts("gone", dhash: 0b11) });
        LedgerEntry[] entries = [Some.Kept(Some.Candidate("again", "x"), Some.Facts("again", dhash: 0b1)), Some.Kept(Some.Candidate("other", "x"))];

        var near = Assemble(Recipe with { Duplicates = new DuplicatesRecipe { MaxDistance = 1 } }, entries, known);

        Assert.Equal(split, near.Photos.Single(photo => photo.Candidate.Id == "again").Split);
        Assert.Equal(2, near.Photos.Count);
    }

    [Fact]
    public void Assemble_known_photo_between_two_does_not_make_them_duplicates()
    {
        var known = new KnownSplits();
        known.Add(Some.Photo("between", Split.Test) with { Facts = Some.Facts("between", dhash: 0b1) });
        LedgerEntry[] entries = [Some.Kept(Some.Candidate("a", "x"), Some.Facts("a", dhash: 0b11)), Some.Kept(Some.Candidate("b", "x"), Some.Facts("b", dhash: 0))];

        var dataset = Assemble(Recipe with { Duplicates = new DuplicatesRecipe { MaxDistance = 1 } }, entries, known);

        Assert.Equal([Split.Test, Split.Test], dataset.Photos.Select(photo => photo.Split));
    }

    [Fact]
    public void Assemble_order_and_chunks_decide_nothing() =>
        Gen.Select(Gen.Select(Gen.Int[0, 30], Gen.Int[0, 40], Gen.Int[0, 9]).Array[0, 80], Gen.Int[0, 1000], Gen.Int[1, 20]).Sample((rows, seed, size) =>
        {
            LedgerEntry[] entries = [.. rows.Select((row, i) => row.Item3 == 0
                ? new LedgerEntry(Some.Candidate(Some.Id(i)), Outcomes.Timeout, "20 s", null)
                : Some.Kept(Some.Candidate(Some.Id(i), author: $"a{row.Item2}", metrics: ("views", row.Item2)), Some.Facts($"{row.Item1}")))];
            var recipe = Recipe with { Labels = new ScoreLabels { Score = new ScoreRecipe { Metric = "views" }, DropMiddle = 0.1 } };

            var one = Assemble(recipe, entries);
            var other = DatasetAssembler.Assemble(
                recipe, [.. Some.Shuffled(entries, seed).Chunk(size).Select(chunk => new ChunkLedger("some.tar", chunk))], []);

            return one.Photos.SequenceEqual(other.Photos) && one.Ledger.SequenceEqual(other.Ledger) && one.Thresholds.SequenceEqual(other.Thresholds);
        });

    private static LedgerEntry Scored(string id, double views, PhotoFacts? facts = null) => Some.Kept(Some.Candidate(id, metrics: ("views", views)), facts);

    // Keys are hashes of ids, so which id comes first is not plain to see.
    private static string[] Sorted(params string[] ids) => [.. ids.OrderBy(id => CandidateKey.Of(0, id), StringComparer.Ordinal)];

    private static AssembledDataset Assemble(Recipe recipe, LedgerEntry[] entries, KnownSplits? known = null) =>
        DatasetAssembler.Assemble(recipe, [new ChunkLedger("some.tar", entries)], [], known);
}
