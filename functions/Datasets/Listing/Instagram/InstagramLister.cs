using PhotoScore.Core.Datasets;
using PhotoScore.Core.Datasets.Recipes;
using PhotoScore.Core.Datasets.Tables;
using PhotoScore.Functions.Datasets.Listing.Apis;

namespace PhotoScore.Functions.Datasets.Listing.Instagram;

/// <summary>
/// Lists the posts of accounts, then those with hashtags: the top ones, and the recent ones only where no age is asked for, since the
/// API calls recent what is younger than a day. A page gathers several answers of the API, so that ten thousand accounts make no
/// ten thousand pages; where the budget ends, the page ends.
/// </summary>
/// <param name="plan">What a recipe names.</param>
/// <param name="api">The API.</param>
internal sealed class InstagramLister(InstagramPlan plan, GraphApi api) : SourceLister<InstagramSource>
{
    private const int CallsPerPage = 20;
    private const int PostsPerPage = 500;

    protected override async Task<CandidatePage> ListAsync(InstagramSource recipe, SourceToList source, CancellationToken cancellation)
    {
        var feeds = await plan.FeedsAsync(recipe, cancellation);
        var place = source.Token is null ? FeedPlace.At(feeds, 0) : FeedPlace.Parse(source.Token, feeds);
        var posts = new PostReader(source, recipe.MinUploadAgeDays);
        for (var calls = 0; place is not null && calls < CallsPerPage && posts.Count < PostsPerPage && posts.Candidates.Count < source.Room; calls++)
        {
            try
            {
                place = feeds[place.Feed].IsHashtag
                    ? await HashtagAsync(feeds, place, recipe.MinUploadAgeDays == 0, posts, cancellation)
                    : await AccountAsync(feeds, place, posts, cancellation);
            }
            // What was listed so far is committed; what failed is asked for again as the beginning of the next page.
            catch (Exception e) when (calls > 0 && e is NotYetException or ApiUnavailableException)
            {
                break;
            }
        }
        return new CandidatePage(posts.Candidates, place?.ToToken()) { Skipped = posts.Skipped };
    }

    private async Task<FeedPlace?> AccountAsync(IReadOnlyList<Feed> feeds, FeedPlace place, PostReader posts, CancellationToken cancellation)
    {
        var feed = feeds[place.Feed];
        if (feed.IsNoName)
            posts.Skip(feed, Outcomes.BadEntry, "This is no user name: letters, digits, dots and underscores, 30 at most.");
        else if (await api.AccountAsync(feed.Name, place.After, cancellation) is not { } account)
            posts.Skip(feed, Outcomes.UnknownAccount, "The API does not show this account: misspelt, private, restricted by age, or not a professional account.");
        else if (posts.AddAll(account.Media, feed.Name, account.Followers) is { } after)
            return place with { After = after };
        return FeedPlace.At(feeds, place.Feed + 1);
    }

    private async Task<FeedPlace?> HashtagAsync(IReadOnlyList<Feed> feeds, FeedPlace place, bool recentToo, PostReader posts, CancellationToken cancellation)
    {
        if (place.Hashtag is not { } id)
        {
            if (await api.HashtagAsync(place.Name, cancellation) is { } found)
                return place with { Hashtag = found };
            posts.Skip(feeds[place.Feed], Outcomes.UnknownAccount, "The API does not show this hashtag: nobody uses it, or it is held to be offensive.");
            return FeedPlace.At(feeds, place.Feed + 1);
        }
        if (posts.AddAll(await api.HashtagMediaAsync(id, place.Recent, place.After, cancellation), author: null, followers: null) is { } after)
            return place with { After = after };
        return recentToo && !place.Recent ? place with { Recent = true, After = null } : FeedPlace.At(feeds, place.Feed + 1);
    }
}
