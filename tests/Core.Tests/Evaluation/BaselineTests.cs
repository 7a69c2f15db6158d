using PhotoScore.Core.Datasets;
using PhotoScore.Core.Datasets.Assembling;
using PhotoScore.Core.Datasets.Recipes;
using PhotoScore.Core.Evaluation;

namespace PhotoScore.Core.Tests.Evaluation;

public sealed class BaselineTests
{
    [Fact]
    public void Majority_is_right_where_its_class_is_and_balanced_is_chance()
    {
        var baseline = FixedAnswers.Majority(1, Some.Binary((0.9f, 1), (0.9f, 1), (0.2f, 1), (0.1f, 0)), seed: 1);

        Assert.Equal((0.75, 0.5), (baseline.Accuracy.Value, baseline.BalancedAccuracy.Value));
    }

    [Fact]
    public void ShuffledLabels_of_perfect_answers_are_at_chance_and_never_as_good()
    {
        var photos = Some.Binary([.. Enumerable.Range(0, 100).Select(i => (i % 2 == 1 ? 0.9f : 0.1f, i % 2))]);

        var shuffled = ShuffledLabels.Of(photos, seed: 1);

        Assert.Equal(0.5, shuffled.BalancedAccuracy.Value, tolerance: 0.01);
        // Of 100 answers dealt at random the share that is right has a standard deviation of 0.05.
        Assert.Equal(0.4, shuffled.BalancedAccuracy.Low, tolerance: 0.021);
        Assert.Equal(0.6, shuffled.BalancedAccuracy.High, tolerance: 0.021);
        Assert.Equal(1 / 2001.0, shuffled.PValue!.Value, precision: 9);
    }

    [Fact]
    public void ShuffledLabels_of_a_constant_answer_are_always_as_good() =>
        Assert.Equal(1, ShuffledLabels.Of(Some.Binary((0.9f, 1), (0.9f, 0), (0.9f, 1)), seed: 1).PValue);

    [Fact]
    public void Metadata_finds_the_size_that_gives_a_class_away()
    {
        AssembledPhoto[] photos = [.. Enumerable.Range(0, 80).Select(i => Photo(i, i % 2, bytes: i % 2 == 0 ? 1000 + i : 9000 + i))];

        var answers = MetadataBaseline.Answer(photos[..40], photos[40..], classes: 2);

        Assert.Equal(photos[40..].Select(photo => photo.Label), answers);
    }

    [Fact]
    public void Groups_are_clusters_and_where_the_split_keeps_them_authors()
    {
        AssembledPhoto[] photos = [Photo(0, 0, author: "a"), Photo(1, 0, author: "a"), Photo(2, 0, cluster: "0"), Photo(3, 0)];

        var byAuthor = PhotoGroups.Of(photos, SplitGroup.Author);
        var byCluster = PhotoGroups.Of(photos, SplitGroup.Cluster);

        Assert.Equal(byAuthor["0"], byAuthor["1"]);
        Assert.Equal(byAuthor["0"], byAuthor["2"]);
        Assert.NotEqual(byAuthor["0"], byAuthor["3"]);
        Assert.NotEqual(byCluster["0"], byCluster["1"]);
        Assert.Equal(byCluster["0"], byCluster["2"]);
    }

    private static AssembledPhoto Photo(int i, int label, int bytes = 1, string? author = null, string? cluster = null) => new(
        new Candidate { Key = $"{i}", Source = 0, Id = $"{i}", Url = $"https://photos.test/{i}", Author = author },
        new PhotoFacts { Sha256 = $"{i}", Bytes = bytes, Format = "jpeg", DHash = 0, PHash = 0, Moments = default, Width = 56, Height = 56, Offset = 0, Length = 1 },
        Tar: "", Score: null, label, Split.Test, cluster ?? $"{i}");
}
