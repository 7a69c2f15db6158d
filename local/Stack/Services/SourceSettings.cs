namespace PhotoScore.Local.Stack.Services;

/// <summary>Where the functions find the photo services: at the photo site's stand-ins, with keys that open nothing else.</summary>
internal static class SourceSettings
{
    /// <summary>Environment variables for the functions.</summary>
    /// <param name="site">The photo site, with a slash at the end.</param>
    public static IReadOnlyDictionary<string, string> For(Uri site) => new Dictionary<string, string>
    {
        ["Sources__Flickr__Api"] = $"{site}flickr/services/rest/",
        ["Sources__Flickr__Photos"] = $"{site}flickr/live/",
        ["Sources__Flickr__Pages"] = $"{site}flickr/photos/",
        ["Sources__Flickr__Keys__0"] = "made-up-flickr-key-1",
        ["Sources__Flickr__Keys__1"] = "made-up-flickr-key-2",
        ["Sources__Instagram__Api"] = $"{site}instagram/v23.0/",
        ["Sources__Instagram__UserId"] = "17841400000000001",
        ["Sources__Instagram__Tokens__0"] = "made-up-instagram-token-1",
        ["Sources__Instagram__Tokens__1"] = "made-up-instagram-token-2",
        ["Sources__Google__Api"] = $"{site}google/customsearch/v1",
        ["Sources__Google__Keys__0"] = "made-up-google-key",
        ["Sources__Google__SearchEngine"] = "made-up-search-engine",
        ["Sources__Picsum__Address"] = $"{site}picsum/",
    };
}
