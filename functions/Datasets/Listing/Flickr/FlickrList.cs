using PhotoScore.Core.Datasets;
using PhotoScore.Core.Datasets.Tables;

namespace PhotoScore.Functions.Datasets.Listing.Flickr;

/// <summary>
/// Photos that a list names. Two calls a photo: flickr.photos.getInfo knows views and comments, and of favourites only
/// flickr.photos.getFavorites tells the number.
/// </summary>
/// <param name="api">The API.</param>
/// <param name="pages">Reads the entries.</param>
/// <param name="options">Addresses.</param>
internal sealed class FlickrList(FlickrApi api, FlickrPages pages, FlickrOptions options)
{
    public Task<CandidatePage> ListAsync(IReadOnlyList<string> entries, SourceToList source, CancellationToken cancellation) =>
        Stepwise.ListAsync(entries, source.From, source.Room, entry => ResolveAsync(entry, source, cancellation));

    private async Task<ListedEntry> ResolveAsync(string entry, SourceToList source, CancellationToken cancellation)
    {
        if (pages.IdOf(entry) is not { } id)
            return new ListedEntry(source.Candidate(entry, entry), Outcomes.BadEntry, "It is neither a photo's id nor the address of a photo page on Flickr.", Asked: false);
        var found = await FindAsync(id, source, cancellation);
        if (found.Outcome is not null)
            return found;
        var favorites = await api.FavoritesAsync(id, cancellation);
        return favorites is null ? found : found with { Candidate = With(found.Candidate, "favorites", favorites.Value) };
    }

    /// <summary>One photo by flickr.photos.getInfo, without its favourites.</summary>
    public async Task<ListedEntry> FindAsync(string id, SourceToList source, CancellationToken cancellation)
    {
        var photo = await api.InfoAsync(id, cancellation);
        if (photo is null)
            return new ListedEntry(source.Candidate(id, ""), Outcomes.Removed, "Flickr knows no public photo of this id: it was removed, or is private.");
        var candidate = photo.ToCandidate(source, options);
        return photo.IsVideo ? new ListedEntry(candidate, Outcomes.NotAPhoto, "It is a video.") : new ListedEntry(candidate);
    }

    private static Candidate With(Candidate candidate, string metric, double value) =>
        candidate with { Metrics = new SortedDictionary<string, double>(candidate.Metrics.ToDictionary(), StringComparer.Ordinal) { [metric] = value } };
}
