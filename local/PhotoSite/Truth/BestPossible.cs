using PhotoScore.Local.PhotoSite.World;

namespace PhotoScore.Local.PhotoSite.Truth;

/// <summary>What the best possible classifier, one that sees the hidden appeal exactly, reaches against the noisy labels.</summary>
/// <param name="BestAccuracy">Expected accuracy of the Bayes classifier.</param>
/// <param name="BestBalancedAccuracy">Expected balanced accuracy of the classifier that maximises it.</param>
/// <param name="MajorityBaseline">Expected accuracy of always answering the larger class.</param>
/// <param name="Cut">The score from which a photo counts as good.</param>
/// <param name="Photos">How many photos the figures are over.</param>
internal sealed record BestPossible(double BestAccuracy, double BestBalancedAccuracy, double MajorityBaseline, double Cut, int Photos)
{
    public static BestPossible Of(IReadOnlyCollection<Photograph> photos, Labelling labelling)
    {
        var cut = labelling.CutOf(photos);
        var curve = new GoodCurve(labelling, cut);
        var good = photos.Where(photo => photo.Views >= labelling.MinViews).Select(photo => curve.At(photo.Appeal)).ToArray();
        var share = good.Average();
        return new BestPossible(
            good.Average(p => Math.Max(p, 1 - p)),
            good.Average(p => Math.Max(p / share, (1 - p) / (1 - share))) / 2,
            Math.Max(share, 1 - share),
            cut,
            good.Length);
    }
}
