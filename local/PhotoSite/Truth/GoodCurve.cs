using PhotoScore.Local.PhotoSite.World;

namespace PhotoScore.Local.PhotoSite.Truth;

/// <summary>The probability of the label "good" as a function of appeal, all other chance integrated out.</summary>
internal sealed class GoodCurve
{
    private const double Limit = 5;
    private const double Step = 0.1;

    // For a smooth integrand times a normal density the trapezoid rule is exact to many digits at this spacing.
    private static readonly (double Z, double Weight)[] Normal =
        [.. Enumerable.Range(-16, 33).Select(k => k * 0.25).Select(z => (z, Math.Exp(-z * z / 2)))];

    private readonly double[] _values;

    public GoodCurve(Labelling labelling, double cut) =>
        _values = [.. Enumerable.Range(0, (int)Math.Round(2 * Limit / Step) + 1).Select(k => Integrate(k * Step - Limit, labelling, cut))];

    public double At(double appeal)
    {
        var place = (Math.Clamp(appeal, -Limit, Limit - 1e-9) + Limit) / Step;
        var k = (int)place;
        return _values[k] + (place - k) * (_values[k + 1] - _values[k]);
    }

    private static double Integrate(double appeal, Labelling labelling, double cut)
    {
        double sum = 0, weights = 0;
        foreach (var (viewsZ, viewsWeight) in Normal)
        {
            var views = 1 + (int)Popularity.Views(viewsZ);
            if (views < labelling.MinViews)
                continue;
            var fewest = labelling.FewestFavorites(views, cut);
            foreach (var (luck, luckWeight) in Normal)
            {
                sum += viewsWeight * luckWeight * PoissonTail.AtLeast(fewest, views * Popularity.Rate(appeal, luck));
                weights += viewsWeight * luckWeight;
            }
        }
        return weights == 0 ? throw new ArgumentException("No photo has that many views: lower minViews.") : sum / weights;
    }
}
