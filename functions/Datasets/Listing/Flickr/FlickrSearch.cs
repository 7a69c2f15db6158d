using System.Globalization;
using PhotoScore.Core.Datasets.Recipes;
using PhotoScore.Core.Datasets.Tables;

namespace PhotoScore.Functions.Datasets.Listing.Flickr;

/// <summary>
/// Photos that flickr.photos.search finds. A group's pool is searched by its <c>group_id</c> too: flickr.groups.pools.getPhotos knows
/// no dates, so more than 4,000 of its photos could not be reached.
/// Favourites come from the extra <c>count_faves</c>. No page of the API documents it, but Flickr's own site lives by it, and it costs
/// nothing: the documented way, flickr.photos.getFavorites, is a call a photo, an hour of a key for 3,600 photos. Should Flickr
/// ever leave it out, the documented way is taken for those photos.
/// </summary>
/// <param name="api">The API.</param>
/// <param name="options">Addresses.</param>
internal sealed class FlickrSearch(FlickrApi api, FlickrOptions options)
{
    // Flickr opened in February 2004.
    private static readonly long FirstUpload = new DateTimeOffset(2004, 2, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeSeconds();

    private static readonly string Extras = string.Join(',', [
        "date_upload", "license", "owner_name", "tags", "views", "count_faves", "count_comments",
        .. FlickrSizes.Extras.Select(size => $"url_{size.Extra}"),
    ]);

    public async Task<CandidatePage> ListAsync(FlickrSource recipe, SourceToList source, CancellationToken cancellation)
    {
        var whole = Whole(recipe, source);
        if (whole.From > whole.To)
            return new CandidatePage([], NextPage: null);
        var oldestFirst = recipe.Sort == FlickrSort.DatePostedAsc;
        var place = source.Token is { } token ? SearchPlace.Parse(token) : new SearchPlace([whole]);

        var answer = await api.SearchAsync(Arguments(recipe, place), cancellation);
        place = place.Measured(answer.Total);
        // A recipe that takes no more than can be reached gets the first ones of all, in the very order that it asks for.
        var takesFew = recipe.MaxPhotos <= UploadSpan.Reachable;
        if (!takesFew && place is { Page: 1, Skip: 0 } && place.Divided(oldestFirst) is { } divided)
            return new CandidatePage([], divided.ToToken());

        var page = await Stepwise.ListAsync(answer.Photos, place.Skip, source.Room, photo => ResolveAsync(photo, source, cancellation));
        var next = page.NextPage is { } skip ? place with { Skip = int.Parse(skip, CultureInfo.InvariantCulture) } : place.Next(answer, oldestFirst);
        return page with { NextPage = next?.ToToken() };
    }

    private async Task<ListedEntry> ResolveAsync(FlickrPhoto photo, SourceToList source, CancellationToken cancellation)
    {
        if (photo.Favorites is not null)
            return new ListedEntry(photo.ToCandidate(source, options), Asked: false);
        var favorites = await api.FavoritesAsync(photo.Id, cancellation);
        return new ListedEntry((photo with { Favorites = favorites }).ToCandidate(source, options));
    }

    private static UploadSpan Whole(FlickrSource recipe, SourceToList source)
    {
        // Nothing that is uploaded while the build lists: it would shift the pages.
        var last = source.AcceptedAt.AddDays(-recipe.MinUploadAgeDays);
        if (recipe.UploadedBefore?.AddSeconds(-1) is { } before && before < last)
            last = before;
        return new UploadSpan(recipe.UploadedAfter?.ToUnixTimeSeconds() ?? FirstUpload, last.ToUnixTimeSeconds());
    }

    private static IEnumerable<KeyValuePair<string, string>> Arguments(FlickrSource recipe, SearchPlace place)
    {
        yield return new("media", "photos");
        yield return new("extras", Extras);
        yield return new("per_page", Text(SearchPlace.PerPage));
        yield return new("page", Text(place.Page));
        yield return new("sort", Sort(recipe.Sort));
        yield return new("min_upload_date", Text(place.Spans[0].From));
        yield return new("max_upload_date", Text(place.Spans[0].To));
        if (recipe.Text is { } text)
            yield return new("text", text);
        if (recipe.Tags is { } tags)
        {
            yield return new("tags", string.Join(',', tags));
            yield return new("tag_mode", recipe.TagMode == FlickrTagMode.All ? "all" : "any");
        }
        if (recipe.Group is { } group)
            yield return new("group_id", group);
        if (recipe.User is { } user)
            yield return new("user_id", user);
        if (recipe.TakenAfter is { } after)
            yield return new("min_taken_date", Taken(after));
        if (recipe.TakenBefore is { } before)
            yield return new("max_taken_date", Taken(before.AddSeconds(-1)));
        if (recipe.Licenses is { } licenses)
            yield return new("license", string.Join(',', licenses.Select(FlickrLicenses.Number)));
    }

    private static string Sort(FlickrSort sort) => sort switch
    {
        FlickrSort.DatePostedAsc => "date-posted-asc",
        FlickrSort.DateTakenDesc => "date-taken-desc",
        FlickrSort.DateTakenAsc => "date-taken-asc",
        FlickrSort.InterestingnessDesc => "interestingness-desc",
        FlickrSort.InterestingnessAsc => "interestingness-asc",
        FlickrSort.Relevance => "relevance",
        _ => "date-posted-desc",
    };

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Taken(DateTimeOffset time) => time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
