using PhotoScore.Core.Datasets;
using PhotoScore.Core.Datasets.Assembling;
using PhotoScore.Core.Datasets.Recipes;
using PhotoScore.Core.Evaluation;

namespace PhotoScore.Core.Tests.Evaluation;

public sealed class DuplicateEvidenceTests
{
    private static readonly Recipe Recipe = new() { Sources = [new FolderSource { Name = "a" }], Labels = new FolderLabels() };

    [Fact]
    public void Labels_are_those_of_the_nearest_train_photo_within_ten_bits()
    {
        AssembledPhoto[] train = [Photo("a", 0, dhash: 0), Photo("b", 1, dhash: 0b111)];

        var labels = KnownDuplicates.Labels(train, [Photo("c", 0, dhash: 0b1), Photo("d", 0, dhash: 0b11111), Photo("e", 0, dhash: 0x7FF), Photo("f", 0, dhash: 0xFFFFFF0000)]);

        // One bit from a; two bits from b; eleven from a but eight from b; far from both.
        Assert.Equal([0, 1, 1, null], labels);
    }

    [Fact]
    public void Effect_counts_what_the_known_labels_would_change()
    {
        // Right, wrong, wrong, right; the duplicates mend the second and spoil the fourth.
        var photos = Some.Binary((0.9f, 1), (0.1f, 1), (0.9f, 0), (0.1f, 0));

        var effect = KnownDuplicates.Effect([null, 1, null, 1], photos, Recipe.Duplicates);

        Assert.Equal((2, 1), (effect.Photos, effect.Right));
        Assert.Equal((0.5, 0.5), (effect.AccuracyWithout, effect.AccuracyWith));
        Assert.Equal((0.5, 0.5), (effect.BalancedAccuracyWithout, effect.BalancedAccuracyWith));
    }

    [Fact]
    public void Effect_says_where_the_count_is_zero_by_construction() => Assert.EndsWith(
        "the count is 0 by construction.",
        KnownDuplicates.Effect([null, null], Some.Binary((0.9f, 1), (0.1f, 1)), new() { MaxDistance = 12 }).Note,
        StringComparison.Ordinal);

    [Fact]
    public void Fresh_photos_share_nothing_with_what_is_known()
    {
        AssembledPhoto[] known = [Photo("a", 0, dhash: 1, author: "ann"), Photo("b", 0, dhash: 2, cluster: "z")];
        AssembledPhoto[] photos =
        [
            Photo("c", 0, dhash: 3), Photo("d", 0, dhash: 1), Photo("e", 0, dhash: 4, author: "ann"), Photo("f", 0, dhash: 5, cluster: "z"), Photo("a", 0, dhash: 6),
        ];

        Assert.Equal([0], FreshPhotos.Of(photos, known, Recipe));
        Assert.Equal([0, 2], FreshPhotos.Of(photos, known, Recipe with { Split = new() { GroupBy = SplitGroup.Cluster } }));
    }

    [Fact]
    public void Paired_comparison_by_hand()
    {
        // Of two photos of each class the first model gets three right, the second two of which one is another.
        var first = Some.Binary((0.9f, 1), (0.9f, 1), (0.1f, 0), (0.9f, 0));
        var second = first.Answered([1, 0, 1, 0]);

        var pair = PairedComparison.Of(first, second, seed: 1);

        Assert.Equal(0.75 - 0.5, pair.Difference.Value, precision: 12);
        Assert.Equal((2, 1, 1.0), (pair.OnlyFirst, pair.OnlySecond, pair.McNemarPValue));
    }

    [Fact]
    public void Paired_comparison_with_itself_is_nothing()
    {
        var photos = Some.Binary((0.9f, 1), (0.2f, 1), (0.1f, 0), (0.9f, 0));

        var difference = PairedComparison.Of(photos, photos, seed: 1).Difference;

        Assert.Equal((0.0, 0.0, 0.0), (difference.Value, difference.Low, difference.High));
    }

    internal static AssembledPhoto Photo(string key, int label, ulong dhash, string? author = null, string? cluster = null) => new(
        new Candidate { Key = key, Source = 0, Id = key, Url = $"https://photos.test/{key}", Author = author },
        new PhotoFacts { Sha256 = key, Bytes = 1, Format = "jpeg", DHash = dhash, PHash = 0, Moments = default, Width = 56, Height = 56, Offset = 0, Length = 1 },
        Tar: "", Score: null, label, Split.Test, cluster ?? key);
}
