using PhotoScore.Local.PhotoSite.World;

namespace PhotoScore.Local.PhotoSite.Truth;

/// <summary>How a dataset turns favourites and views into labels: the score of a recipe, and where it is cut.</summary>
/// <param name="Cut"><c>median</c>, <c>mean</c>, or a number.</param>
/// <param name="Smoothing">Added to favourites and to views.</param>
/// <param name="Log">The base of the logarithm that is taken of the ratio; 0 for none.</param>
/// <param name="MinViews">Photos with fewer views are left out.</param>
internal sealed record Labelling(string Cut = "median", double Smoothing = 1, double Log = 2, int MinViews = 0)
{
    public double Score(double favorites, double views)
    {
        var ratio = (favorites + Smoothing) / (views + Smoothing);
        return Log == 0 ? ratio : Math.Log(ratio, Log);
    }

    /// <summary>The cut that these photos' scores give.</summary>
    /// <exception cref="ArgumentException"><see cref="Cut"/> is none of the three forms, or no photo has enough views.</exception>
    public double CutOf(IEnumerable<Photograph> photos)
    {
        if (double.TryParse(Cut, out var number))
            return number;
        var scores = photos.Where(photo => photo.Views >= MinViews).Select(photo => Score(photo.Favorites, photo.Views)).Order().ToArray();
        if (scores.Length == 0)
            throw new ArgumentException("No listed photo has enough views: lower minViews or raise count.");
        return Cut switch
        {
            "median" => (scores[(scores.Length - 1) / 2] + scores[scores.Length / 2]) / 2,
            "mean" => scores.Average(),
            _ => throw new ArgumentException($"cut must be median, mean or a number, not '{Cut}'."),
        };
    }

    /// <summary>The fewest favourites with which a photo of so many views is labelled good (its score reaches the cut).</summary>
    public int FewestFavorites(double views, double cut)
    {
        var ratio = Log == 0 ? cut : Math.Pow(Log, cut);
        return (int)Math.Ceiling(ratio * (views + Smoothing) - Smoothing);
    }
}
