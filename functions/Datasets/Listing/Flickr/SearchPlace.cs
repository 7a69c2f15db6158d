using System.Text.Json;
using PhotoScore.Core.Json;

namespace PhotoScore.Functions.Datasets.Listing.Flickr;

/// <summary>
/// Where a search stands. Flickr gives at most the first 4,000 photos of a query, whatever it says the total is
/// (https://www.flickr.com/services/api/flickr.photos.search.html), so a larger search is divided by upload time into spans that
/// meet without overlapping: halved while they hold too many, joined with their neighbours while they hold few. Of two halves one
/// is asked for; the other holds the rest.
/// </summary>
/// <param name="Spans">What is still to be listed, in that order; the first one is being listed.</param>
/// <param name="Page">The page of the first span, from 1.</param>
/// <param name="Skip">Photos of the page that were listed before.</param>
internal sealed record SearchPlace(IReadOnlyList<UploadSpan> Spans, int Page = 1, int Skip = 0)
{
    /// <summary>Photos a page, the most that the API gives.</summary>
    public const int PerPage = 500;

    public static SearchPlace Parse(string token) =>
        JsonSerializer.Deserialize<SearchPlace>(token, StoredJson.Compact) ?? throw new InvalidDataException("A page's token is null.");

    /// <summary>The token of the page that begins here.</summary>
    public string ToToken() => JsonSerializer.Serialize(this, StoredJson.Compact);

    /// <summary>What the first answer about a span tells.</summary>
    public SearchPlace Measured(int total)
    {
        if (Page > 1)
            return this;
        UploadSpan[] spans = [.. Spans];
        spans[0] = spans[0] with { Total = total };
        if (spans.Length > 1 && spans[1].WithPrevious is { } both)
            spans[1] = spans[1] with { Total = Math.Max(0, both - total), WithPrevious = null };
        return this with { Spans = spans };
    }

    /// <summary>The same place with a first span that may be small enough; null when it is already, or can't be divided.</summary>
    public SearchPlace? Divided(bool oldestFirst) =>
        Spans[0].IsTooFull ? this with { Spans = [.. Spans[0].Halves(oldestFirst), .. Spans.Skip(1)] } : null;

    /// <summary>The next page of the span, or the first one of the next span; null at the end.</summary>
    public SearchPlace? Next(FlickrPage answer, bool oldestFirst)
    {
        if (answer.Photos.Count > 0 && Page < answer.Pages && Page * PerPage < UploadSpan.Reachable)
            return this with { Page = Page + 1, Skip = 0 };
        if (Spans.Count == 1)
            return null;

        var (next, used) = (Spans[1], 2);
        while (used < Spans.Count && next.And(Spans[used]) is { Total: <= UploadSpan.Reachable } joined)
            (next, used) = (joined, used + 1);
        var place = new SearchPlace([next, .. Spans.Skip(used)]);
        return place.Divided(oldestFirst) ?? place;
    }
}
