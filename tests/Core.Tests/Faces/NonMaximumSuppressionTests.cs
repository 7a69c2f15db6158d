using CsCheck;
using PhotoScore.Core.Faces;

namespace PhotoScore.Core.Tests.Faces;

public sealed class NonMaximumSuppressionTests
{
    private static readonly Gen<(FaceBox[] Boxes, float MaxOverlap)> Cases = Gen.Select(Some.Box.Array[0, 40], Gen.Int[1, 9].Select(tenths => tenths / 10f));

    [Fact]
    public void Keep_of_boxes_that_overlap_takes_the_most_confident()
    {
        FaceBox weak = new(0, 0, 10, 10, 0.6f), strong = new(1, 0, 10, 10, 0.9f), apart = new(30, 0, 10, 10, 0.5f);

        Assert.Equal([strong, apart], NonMaximumSuppression.Keep([weak, strong, apart], 0.3f));
    }

    [Fact]
    public void Keep_box_that_overlaps_only_a_dropped_one_stays()
    {
        // In a row, each half over the next: the middle one goes, and with it what it would have dropped.
        FaceBox first = new(0, 0, 10, 10, 0.9f), middle = new(4, 0, 10, 10, 0.8f), last = new(8, 0, 10, 10, 0.7f);

        Assert.Equal([first, last], NonMaximumSuppression.Keep([last, middle, first], 0.3f));
    }

    [Fact]
    public void Keep_leaves_no_two_that_overlap_and_drops_none_without_cause() => Cases.Sample(sample =>
    {
        var kept = NonMaximumSuppression.Keep(sample.Boxes, sample.MaxOverlap);

        for (var i = 0; i < kept.Count; i++)
            Assert.All(kept.Take(i), other => Assert.True(other.IntersectionOverUnion(kept[i]) <= sample.MaxOverlap && other.Confidence >= kept[i].Confidence));
        Assert.All(sample.Boxes.Except(kept), dropped =>
            Assert.Contains(kept, face => face.Confidence >= dropped.Confidence && face.IntersectionOverUnion(dropped) > sample.MaxOverlap));
    });

    [Fact]
    public void Keep_twice_changes_nothing() => Cases.Sample(sample =>
    {
        var once = NonMaximumSuppression.Keep(sample.Boxes, sample.MaxOverlap);

        Assert.Equal(once, NonMaximumSuppression.Keep(once, sample.MaxOverlap));
    });

    [Fact]
    public void Keep_of_a_box_in_every_cell_is_bounded() =>
        Assert.Equal(1000, NonMaximumSuppression.Keep(Enumerable.Range(0, 8400).Select(i => new FaceBox(10 * i, 0, 1, 1, i)), 0.3f).Count);
}
