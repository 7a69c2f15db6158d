using CsCheck;
using PhotoScore.Core.Datasets;
using PhotoScore.Core.Datasets.Assembling;
using PhotoScore.Core.Datasets.Recipes;
using PhotoScore.Core.Datasets.Tables;

namespace PhotoScore.Core.Tests.Datasets.Assembling;

public sealed class LeakageCheckTests
{
    [Fact]
    public void Of_photos_that_share_nothing_is_empty()
    {
        var leakage = LeakageCheck.Of([Some.Photo("a"), Some.Photo("b", Split.Test), Some.Photo("c", Split.Validation)], SplitGroup.Author);

        Assert.Equal((3, true, 0), (leakage.Photos, leakage.IsEmpty, leakage.Examples.Count));
    }

    [Fact]
    public void Of_photos_that_straddle_counts_each_way_and_names_it()
    {
        var train = By("ann", Some.Photo("a"));
        var test = By("ann", Some.Photo("b", Split.Test));

        var author = LeakageCheck.Of([train, test], SplitGroup.Author);
        var allowed = LeakageCheck.Of([train, test], SplitGroup.Cluster);
        var cluster = LeakageCheck.Of([train, Some.Photo("b", Split.Test) with { Cluster = train.Cluster }], SplitGroup.Author);
        var file = LeakageCheck.Of([train, Some.Photo("b", Split.Test) with { Facts = train.Facts }], SplitGroup.Author);
        var url = LeakageCheck.Of([train, At(train.Candidate.Url, Some.Photo("b", Split.Test))], SplitGroup.Author);

        Assert.Equal((1, 0, false), (author.Authors, author.AllowedAuthors, author.IsEmpty));
        Assert.Equal("author 'ann' is in train and test", Assert.Single(author.Examples));
        Assert.Equal((0, 1, true), (allowed.Authors, allowed.AllowedAuthors, allowed.IsEmpty));
        Assert.Empty(allowed.Examples);
        Assert.Equal((1, false), (cluster.Clusters, cluster.IsEmpty));
        Assert.Equal((1, false), (file.Files, file.IsEmpty));
        Assert.Equal((1, false), (url.Urls, url.IsEmpty));
    }

    /// <summary>Whatever shares authors, addresses, bytes or looks: no assembled dataset leaks.</summary>
    [Fact]
    public void Of_assembled_datasets_is_always_empty() =>
        Gen.Select(Gen.Select(Gen.Int[0, 12], Gen.Int[0, 25], Gen.Int[0, 40]).Array[0, 80], Gen.Enum<SplitGroup>(), Gen.Enum<LabelConflict>(), Gen.Int[0, 3]).Sample((rows, groupBy, onConflict, distance) =>
        {
            LedgerEntry[] entries = [.. rows.Select((row, i) => Some.Kept(
                Some.Candidate(Some.Id(i), $"{i % 2}", author: row.Item2 % 5 == 0 ? null : $"a{row.Item2}") with { Url = $"https://photos.example/{row.Item3}.jpg" },
                Some.Facts($"{row.Item1}")))];
            var recipe = new Recipe
            {
                Sources = [new FolderSource { Name = "some" }],
                Labels = new FolderLabels(),
                Duplicates = new DuplicatesRecipe { MaxDistance = distance, OnLabelConflict = onConflict },
                Split = new SplitRecipe { GroupBy = groupBy },
            };

            var dataset = DatasetAssembler.Assemble(recipe, [new ChunkLedger("some.tar", entries)], []);

            return dataset.Findings.Leakage is { IsEmpty: true } leakage && leakage.Photos == dataset.Photos.Count;
        });

    private static AssembledPhoto By(string author, AssembledPhoto photo) => photo with { Candidate = photo.Candidate with { Author = author } };

    private static AssembledPhoto At(string url, AssembledPhoto photo) => photo with { Candidate = photo.Candidate with { Url = url } };
}
