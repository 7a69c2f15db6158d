using System.Text.Json;
using PhotoScore.Core.Json;

namespace PhotoScore.Functions.Datasets.Listing.Instagram;

/// <summary>Where the listing of posts stands: what a page leaves to the one after it. Cursors only: an address of the API's own would hold the token.</summary>
/// <param name="Feed">The number of the account or hashtag.</param>
/// <param name="Name">Its name, which tells that the list is still the one that was begun with.</param>
/// <param name="Hashtag">The hashtag's id, once it is known.</param>
/// <param name="Recent">Whether the hashtag's recent posts are listed, after its top ones.</param>
/// <param name="After">The API's cursor; null at the beginning.</param>
internal sealed record FeedPlace(int Feed, string Name, string? Hashtag = null, bool Recent = false, string? After = null)
{
    /// <summary>The beginning of a feed; null when there is none of that number.</summary>
    public static FeedPlace? At(IReadOnlyList<Feed> feeds, int feed) => feed < feeds.Count ? new FeedPlace(feed, feeds[feed].Name) : null;

    /// <exception cref="BuildFaultException">The feeds are not those that the listing began with.</exception>
    public static FeedPlace Parse(string token, IReadOnlyList<Feed> feeds)
    {
        var place = JsonSerializer.Deserialize<FeedPlace>(token, StoredJson.Compact) ?? throw new InvalidDataException("A page's token is null.");
        return place.Feed < feeds.Count && feeds[place.Feed].Name == place.Name
            ? place
            : throw new BuildFaultException("The list of accounts was changed while it was read; build again.");
    }

    public string ToToken() => JsonSerializer.Serialize(this, StoredJson.Compact);
}
