using System.Text.RegularExpressions;

namespace PhotoScore.Functions.Datasets.Listing.Flickr;

/// <summary>Reads photo ids and the addresses of photo pages, <c>…/photos/{owner}/{id}</c> with whatever follows.</summary>
/// <param name="options">Where photo pages are, besides flickr.com.</param>
internal sealed partial class FlickrPages(FlickrOptions options)
{
    /// <summary>The id that a page shows, or that the text itself is; null when it is neither.</summary>
    public string? IdOf(string entry)
    {
        if (Id().IsMatch(entry))
            return entry;
        if (!Uri.TryCreate(entry, UriKind.Absolute, out var page) || page.Scheme is not ("http" or "https") || !IsFlickr(page))
            return null;
        return Page().Match(page.AbsolutePath) is { Success: true } match ? match.Groups[1].Value : null;
    }

    private bool IsFlickr(Uri page) =>
        page.Host.Equals("flickr.com", StringComparison.OrdinalIgnoreCase)
        || page.Host.EndsWith(".flickr.com", StringComparison.OrdinalIgnoreCase)
        || page.Authority.Equals(options.Pages.Authority, StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"^[0-9]{1,20}\z")]
    private static partial Regex Id();

    [GeneratedRegex(@"/photos/[^/]+/([0-9]{1,20})(/|\z)")]
    private static partial Regex Page();
}
