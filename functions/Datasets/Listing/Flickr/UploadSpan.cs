namespace PhotoScore.Functions.Datasets.Listing.Flickr;

/// <summary>A span of upload time.</summary>
/// <param name="From">The first second, in Unix time; both ends belong to the span, as they do in the API.</param>
/// <param name="To">The last one.</param>
/// <param name="Total">Photos in it; null while nobody knows.</param>
/// <param name="WithPrevious">Photos in it and in the span that is listed before it, from which <paramref name="Total"/> will follow.</param>
internal sealed record UploadSpan(long From, long To, int? Total = null, int? WithPrevious = null)
{
    /// <summary>Photos of one query that can be reached; see <see cref="SearchPlace"/>.</summary>
    public const int Reachable = 4_000;

    /// <summary>Whether it holds too many photos and can be divided: not even a search can tell those of one second apart.</summary>
    public bool IsTooFull => Total > Reachable && To > From;

    /// <summary>Its halves, in the order in which they are listed.</summary>
    public UploadSpan[] Halves(bool oldestFirst)
    {
        var middle = From + ((To - From) / 2);
        var (older, newer) = (new UploadSpan(From, middle), new UploadSpan(middle + 1, To));
        return oldestFirst ? [older, newer with { WithPrevious = Total }] : [newer, older with { WithPrevious = Total }];
    }

    /// <summary>This span and its neighbour as one.</summary>
    public UploadSpan And(UploadSpan other) => new(Math.Min(From, other.From), Math.Max(To, other.To), Total + other.Total);
}
