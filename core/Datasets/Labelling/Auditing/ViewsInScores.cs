using PhotoScore.Core.Datasets.Assembling;
using PhotoScore.Core.Datasets.Findings;
using PhotoScore.Core.Datasets.Recipes;

namespace PhotoScore.Core.Datasets.Labelling.Auditing;

/// <summary>Whether scores say how much people liked a photo, or only how many saw it.</summary>
/// <param name="WithViews">The scores' rank correlation with the denominator, or with views.</param>
/// <param name="WithLikes">Their rank correlation with the numerator, or the only metric.</param>
/// <param name="ZeroLikes">The share of photos whose numerator or only metric is 0.</param>
internal sealed record ViewsInScores(double? WithViews, double? WithLikes, double ZeroLikes)
{
    private const int LeastPhotos = 20;
    private const string Views = "views";

    public static ViewsInScores? Of(ScoreRecipe score, IReadOnlyList<AssembledPhoto> photos)
    {
        var (seen, liked) = (Seen(score), score.Likes);
        if (seen == liked)
            return null;
        var rows = photos
            .Select(photo => (
                Score: photo.Score ?? double.NaN,
                Seen: photo.Candidate.Metrics.GetValueOrDefault(seen, double.NaN),
                Liked: photo.Candidate.Metrics.GetValueOrDefault(liked, double.NaN)))
            .Where(row => double.IsFinite(row.Score + row.Seen + row.Liked)).ToList();
        if (rows.Count < LeastPhotos)
            return null;
        double[] scores = [.. rows.Select(row => row.Score)];
        return new ViewsInScores(
            RankCorrelation.Of(scores, [.. rows.Select(row => row.Seen)]),
            RankCorrelation.Of(scores, [.. rows.Select(row => row.Liked)]),
            (double)rows.Count(row => row.Liked == 0) / rows.Count);
    }

    public IEnumerable<DatasetWarning> Warnings(ScoreRecipe score)
    {
        var (seen, liked) = (Seen(score), score.Likes);
        var (withSeen, withLiked) = (Math.Abs(WithViews ?? 0), Math.Abs(WithLikes ?? 0));
        // A ratio is meant to take views out of the score; a number of likes that follows views is but another count of views.
        var follows = score.Ratio is null ? withSeen >= 0.8 : withSeen >= 0.3 && withSeen > withLiked;
        if (ZeroLikes >= 0.5 || follows)
        {
            yield return new DatasetWarning("labels-encode-views", AuditText.Of(
                $"Labels mostly tell how many people saw a photo, not how much they liked it: {ZeroLikes:P1} of the photos have {liked} 0, so that {seen} alone decides their score; the score's rank correlation is {WithViews ?? 0:0.00} with {seen} and {WithLikes ?? 0:0.00} with {liked}. Filter on {liked} of at least 1 or on more {seen}, take a source where more people react, or leave the photos near the cut out with dropMiddle."));
        }
    }

    private static string Seen(ScoreRecipe score) => score.Ratio is [_, var below] ? below : Views;
}
