namespace PhotoScore.Local.PhotoSite;

/// <summary>The page at the root: what can be asked for.</summary>
internal static class About
{
    public static string Page(HttpRequest request) => Text.Replace("{site}", $"{request.Scheme}://{request.Host}", StringComparison.Ordinal);

    private const string Text =
        """
        PhotoScore's photo site: a stand-in for a photo-sharing service, for development on one machine.

        GET /list.jsonl?count=1000&seed=1   the photos: url, id, author, views, favorites, uploadedAt   (/list.csv too)
        GET /photos/000042.jpg?seed=1       one rendered photo; its hidden appeal drives its favourites
        GET /truth?count=1000&seed=1&cut=median&smoothing=1&log=2&minViews=0
                                            the best accuracy that any classifier can reach on these labels

        """;
}
