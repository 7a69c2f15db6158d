namespace PhotoScore.Local.PhotoSite.Flickr;

/// <summary>
/// One of the sizes in which Flickr keeps a photo, with the suffix that its address ends in:
/// https://www.flickr.com/services/api/misc.urls.html
/// </summary>
/// <param name="Suffix">In <c>{id}_{secret}_{suffix}.jpg</c>; empty for the size without one.</param>
/// <param name="Extra">In <c>url_{extra}</c>.</param>
/// <param name="Label">What <c>flickr.photos.getSizes</c> calls it.</param>
/// <param name="Longest">Its longer edge in pixels; 0 for the original.</param>
/// <param name="Square">Whether it is cropped to a square.</param>
internal sealed record FlickrSize(string Suffix, string Extra, string Label, int Longest, bool Square = false)
{
    public static readonly IReadOnlyList<FlickrSize> All =
    [
        new("s", "sq", "Square", 75, Square: true), new("q", "q", "Large Square", 150, Square: true), new("t", "t", "Thumbnail", 100),
        new("m", "s", "Small", 240), new("n", "n", "Small 320", 320), new("w", "w", "Small 400", 400), new("", "m", "Medium", 500),
        new("z", "z", "Medium 640", 640), new("c", "c", "Medium 800", 800), new("b", "l", "Large", 1024),
        new("h", "h", "Large 1600", 1600), new("k", "k", "Large 2048", 2048), new("o", "o", "Original", 0),
    ];

    public bool IsOriginal => Longest == 0;

    /// <summary>Flickr enlarges nothing: a size that the original doesn't exceed is not there.</summary>
    public static IEnumerable<FlickrSize> Of(FlickrPhoto photo) => All.Where(size => size.Longest < Math.Max(photo.Width, photo.Height));

    public (int Width, int Height) Of(int width, int height)
    {
        if (IsOriginal)
            return (width, height);
        if (Square)
            return (Longest, Longest);
        var scale = Longest / (double)Math.Max(width, height);
        return ((int)Math.Round(width * scale), (int)Math.Round(height * scale));
    }

    public string Address(FlickrPhoto photo, string site)
    {
        var secret = IsOriginal ? photo.OriginalSecret : photo.Secret;
        return $"{site}/flickr/live/{photo.Server}/{photo.Id}_{secret}{(Suffix.Length == 0 ? "" : "_")}{Suffix}.jpg";
    }
}
