namespace PhotoScore.Functions.Datasets.Listing.Flickr;

/// <summary>
/// Flickr's stand-in for a photo that was removed or made private: its file's address redirects to a picture that says so, which
/// would otherwise pass for a photo, thousands of times the same. It has moved over the years and kept its name:
/// <c>l.yimg.com/g/images/photo_unavailable.gif</c>, <c>s.yimg.com/pw/images/en-us/photo_unavailable.png</c>,
/// <c>combo.staticflickr.com/pw/images/en-us/photo_unavailable_m.png</c>. Flickr documents none of this.
/// </summary>
internal static class UnavailablePicture
{
    private const string Name = "photo_unavailable";

    /// <summary>What the ledger says of it.</summary>
    public const string Detail = "A picture that says 'photo unavailable' stands in for it: the photo was removed, or is private.";

    /// <summary>Whether an address is that of the stand-in.</summary>
    public static bool IsAt(Uri address) => address.Segments[^1].StartsWith(Name, StringComparison.OrdinalIgnoreCase);
}
