namespace PhotoScore.Local.PhotoSite.World;

/// <summary>
/// How views and favourites come from appeal. Views are lognormal and know nothing of the picture; favourites are Poisson with a
/// rate per view that grows with appeal and with luck that no picture shows. So labels from favourites per view are noisy.
/// </summary>
internal static class Popularity
{
    public const double MedianViews = 1000;
    public const double ViewsSpread = 0.9;
    public const double BaseRate = 0.02;
    public const double AppealSlope = 1.0;
    public const double Luck = 0.2;

    /// <summary>Nobody's photo is liked by more than half of those who see it.</summary>
    private const double HighestRate = 0.5;

    /// <param name="z">A standard normal number.</param>
    public static double Views(double z) => MedianViews * Math.Exp(ViewsSpread * z);

    /// <summary>Favourites per view.</summary>
    /// <param name="appeal">The photo's hidden appeal.</param>
    /// <param name="luck">A standard normal number.</param>
    public static double Rate(double appeal, double luck) =>
        Math.Min(HighestRate, BaseRate * Math.Exp(AppealSlope * appeal + Luck * luck));

    public static (int Views, int Favorites) Of(double appeal, Draw draw)
    {
        var views = 1 + (int)Views(draw.Normal());
        return (views, Math.Min(views, draw.Poisson(views * Rate(appeal, draw.Normal()))));
    }
}
