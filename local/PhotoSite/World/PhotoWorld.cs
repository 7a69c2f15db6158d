namespace PhotoScore.Local.PhotoSite.World;

/// <summary>All photos of one seed. Photo number n does not depend on how many are listed.</summary>
/// <param name="seed">Chooses the world.</param>
/// <param name="copies">The share of photos that show an earlier photo's picture, exactly or nearly.</param>
internal sealed class PhotoWorld(int seed, double copies = 0)
{
    private const int PhotosPerNeighbourhood = 60;
    private const int AuthorsPerNeighbourhood = 12;

    /// <summary>How much of a photo's appeal is its author's skill (a share of the variance).</summary>
    private const double SkillShare = 0.4;

    private static readonly DateTimeOffset Opening = new(2015, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public Photograph Photo(int index)
    {
        var original = Original(index);
        var appeal = Appeal(original);
        var draw = new Draw(seed, "popularity", index);
        var (views, favorites) = Popularity.Of(appeal, draw);
        var uploadedAt = Opening + TimeSpan.FromSeconds(draw.Integer(9 * 365 * 24 * 3600));
        return new Photograph(index, seed, $"author-{Author(index):D5}", original, appeal, views, favorites, uploadedAt);
    }

    public IEnumerable<Photograph> Photos(int count) => Enumerable.Range(0, count).Select(Photo);

    private int Original(int index)
    {
        while (index > 0)
        {
            var draw = new Draw(seed, "copy", index);
            if (!draw.Chance(copies))
                break;
            index -= 1 + draw.Integer(Math.Min(index, 100));
        }
        return index;
    }

    private double Appeal(int index)
    {
        var skill = new Draw(seed, "skill", Author(index)).Normal();
        return Math.Sqrt(SkillShare) * skill + Math.Sqrt(1 - SkillShare) * new Draw(seed, "appeal", index).Normal();
    }

    // Squaring makes a few authors of each neighbourhood busy and the others rare, as on real sites.
    private int Author(int index)
    {
        var place = new Draw(seed, "author", index).Uniform();
        return index / PhotosPerNeighbourhood * AuthorsPerNeighbourhood + (int)(place * place * AuthorsPerNeighbourhood);
    }
}
