using CsCheck;
using PhotoScore.Core.Datasets;
using PhotoScore.Core.Datasets.Assembling;
using PhotoScore.Core.Datasets.Findings;
using PhotoScore.Core.Datasets.Recipes;
using PhotoScore.Core.Datasets.Tables;

namespace PhotoScore.Core.Tests.Datasets.Assembling;

/// <summary>What each rule makes of clusters, and what is told of them.</summary>
public sealed class LabelConflictTests
{
    [Theory]
    [InlineData(LabelConflict.DropCluster, "xxy", "")]
    [InlineData(LabelConflict.DropCluster, "xxx", "x")]
    [InlineData(LabelConflict.DropAll, "xxy", "")]
    [InlineData(LabelConflict.DropAll, "xx", "")]
    [InlineData(LabelConflict.DropAll, "x", "x")]
    [InlineData(LabelConflict.Majority, "yxx", "x")]
    [InlineData(LabelConflict.Majority, "xyyx", "")]
    [InlineData(LabelConflict.Majority, "zyxyx", "")]
    [InlineData(LabelConflict.Majority, "zyxyxy", "y")]
    [InlineData(LabelConflict.Majority, "xx", "x")]
    [InlineData(LabelConflict.KeepFirst, "yxx", "y")]
    public void Assemble_cluster_keeps_at_most_one_photo_with_the_label_of_the_rule(LabelConflict rule, string labels, string kept)
    {
        var dataset = Assemble(rule, [labels]);

        Assert.Equal(kept, string.Concat(dataset.Photos.Select(photo => dataset.Classes[photo.Label])));
        Assert.Equal(labels.Length - kept.Length, dataset.Ledger.Count(entry => entry.Outcome is Outcomes.Duplicate or Outcomes.LabelConflict && entry.Detail is { Length: > 0 }));
    }

    [Fact]
    public void Assemble_dropAll_says_why_a_photo_without_conflict_is_not_kept()
    {
        var dataset = Assemble(LabelConflict.DropAll, ["xx", "x"]);

        var dropped = dataset.Ledger.Where(entry => entry.Outcome == Outcomes.Duplicate).ToList();
        Assert.Equal(2, dropped.Count);
        Assert.All(dropped, entry => Assert.EndsWith("and the recipe keeps no photo that has a duplicate", entry.Detail, StringComparison.Ordinal));
    }

    [Fact]
    public void Assemble_any_rule_keeps_at_most_one_photo_a_cluster_and_drops_none_without_duplicates() =>
        Gen.Select(Gen.Enum<LabelConflict>(), Gen.Char["xyz"].Array[1, 6].Array[0, 12]).Sample((rule, clusters) =>
        {
            var labels = clusters.Select(cluster => new string(cluster)).ToArray();

            var dataset = Assemble(rule, labels);

            var kept = dataset.Photos.GroupBy(photo => photo.Facts.Sha256).ToList();
            return kept.TrueForAll(group => group.Count() == 1) && dataset.Photos.Count >= labels.Count(cluster => cluster.Length == 1)
                && dataset.Ledger.Count == labels.Sum(cluster => cluster.Length);
        });

    [Fact]
    public void Assemble_findings_count_exact_and_near_clusters_apart()
    {
        // Three of equal bytes; two near; a chain of four photos three bits apart from each other; one alone.
        ulong[] chain = [0xff00, 0xff07, 0xff3f, 0xffff];
        LedgerEntry[] entries =
        [
            .. Enumerable.Range(0, 3).Select(i => Some.Kept(Some.Candidate($"same{i}", i == 0 ? "y" : "x"), Some.Facts("same"))),
            .. Enumerable.Range(0, 2).Select(i => Some.Kept(Some.Candidate($"near{i}", "x"), Some.Facts($"near{i}", (ulong)i << 60))),
            .. chain.Select((hash, i) => Some.Kept(Some.Candidate($"chain{i}", i < 2 ? "x" : "y"), Some.Facts($"chain{i}", hash << 20))),
            Some.Kept(Some.Candidate("alone", "x")),
        ];

        var found = DatasetAssembler.Assemble(Recipe(new DuplicatesRecipe { MaxDistance = 3 }), [new ChunkLedger("some.tar", entries)], []).Findings;

        var duplicates = found.Duplicates!;
        Assert.Equal((1, 3, 2, 6), (duplicates.ExactClusters, duplicates.ExactPhotos, duplicates.NearClusters, duplicates.NearPhotos));
        Assert.Equal((1, 4), (duplicates.ChainedClusters, duplicates.ChainedPhotos));
        Assert.Equal((4, 4, 8), (duplicates.Chained[0].Photos, duplicates.Chained[0].Files, duplicates.Chained[0].Diameter));
        Assert.Equal([4, 3, 2], duplicates.Largest.Select(cluster => cluster.Photos));
        Assert.Equal(new ClassConflict("x", "y", 2), Assert.Single(duplicates.Conflicts));
        Assert.Contains(found.Warnings, warning => warning.Code == "chained-duplicates");
    }

    [Fact]
    public void Assemble_diameter_takes_a_chain_apart()
    {
        ulong[] chain = [0xff00, 0xff07, 0xff3f, 0xffff];
        LedgerEntry[] entries = [.. chain.Select((hash, i) => Some.Kept(Some.Candidate($"chain{i}", "x"), Some.Facts($"chain{i}", hash)))];

        var dataset = DatasetAssembler.Assemble(Recipe(new DuplicatesRecipe { MaxDistance = 3, MaxDiameter = 3 }), [new ChunkLedger("some.tar", entries)], []);

        // The last two are nearest, two bits apart; then the first two.
        Assert.Equal(2, dataset.Photos.Count);
        Assert.Equal(0, dataset.Findings.Duplicates!.ChainedClusters);
    }

    // Each text is a cluster of byte-identical photos: a label for each, in the order of their keys.
    private static AssembledDataset Assemble(LabelConflict rule, string[] clusters)
    {
        var ids = Enumerable.Range(0, clusters.Sum(cluster => cluster.Length)).Select(Some.Id).OrderBy(id => CandidateKey.Of(0, id), StringComparer.Ordinal).ToArray();
        var photos = clusters.SelectMany((labels, cluster) => labels.Select(label => (label, cluster)));
        LedgerEntry[] entries = [.. photos.Zip(ids, (photo, id) => Some.Kept(Some.Candidate(id, $"{photo.label}"), Some.Facts($"cluster {photo.cluster}")))];
        return DatasetAssembler.Assemble(Recipe(new DuplicatesRecipe { OnLabelConflict = rule }), [new ChunkLedger("some.tar", entries)], []);
    }

    private static Recipe Recipe(DuplicatesRecipe duplicates) => new()
    {
        Sources = [new FolderSource { Name = "some" }],
        Labels = new FolderLabels(),
        Duplicates = duplicates,
    };
}
