using PhotoScore.Core.Datasets.Assembling;
using PhotoScore.Core.Datasets.Labelling.Auditing;
using PhotoScore.Core.Models;

namespace PhotoScore.Core.Evaluation;

/// <summary>
/// What is known of a photo without looking at it: file size, width, height, shape, format, and when it was uploaded. A model that is no better than a small tree on these may
/// have learned nothing else.
/// </summary>
public static class MetadataBaseline
{
    /// <summary>What people made of a photo, and who its author is, is left out: the first often is the label, the second would be another question.</summary>
    private const string UploadedAt = "uploadedAt";

    private static readonly Func<AssembledPhoto, double>[] Numbers =
    [
        photo => photo.Facts.Bytes,
        photo => photo.Facts.Width,
        photo => photo.Facts.Height,
        photo => (double)photo.Facts.Width / photo.Facts.Height,
        photo => photo.Facts.Format.Aggregate(0, (code, letter) => (31 * code) + letter),
        photo => photo.Candidate.Metrics.GetValueOrDefault(UploadedAt),
    ];

    /// <summary>Fits the tree of the label audit to the train split, and answers other photos with it.</summary>
    /// <param name="train">The photos to learn from.</param>
    /// <param name="others">The photos to answer.</param>
    /// <param name="classes">How many classes.</param>
    /// <returns>The answered class of each of the others.</returns>
    public static IReadOnlyList<int> Answer(IReadOnlyList<AssembledPhoto> train, IReadOnlyList<AssembledPhoto> others, int classes)
    {
        AssembledPhoto[] all = [.. train, .. others];
        double[][] columns = [.. Numbers.Select(number => all.Select(number).ToArray())];
        var tree = SmallTree.Fit(columns, [.. all.Select(photo => photo.Label)], [.. Enumerable.Range(0, train.Count)], classes);
        return [.. Enumerable.Range(train.Count, others.Count).Select(tree.Predict)];
    }

    /// <summary>The baseline beside a model's metrics.</summary>
    /// <param name="answers">What <see cref="Answer"/> gave for the photos of <paramref name="photos"/>.</param>
    /// <param name="photos">The same photos, with their groups.</param>
    /// <param name="seed">Where the bootstrap starts.</param>
    public static Baseline Of(IReadOnlyList<int> answers, AnsweredPhotos photos, int seed) => FixedAnswers.Measure(
        "metadata", "a small decision tree on file size, width, height, shape, format and upload time, fitted to the train split", answers, photos, seed);
}
