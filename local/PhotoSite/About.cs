using PhotoScore.Local.PhotoSite.Flickr;
using PhotoScore.Local.PhotoSite.Instagram;

namespace PhotoScore.Local.PhotoSite;

/// <summary>The page at the root: what can be asked for.</summary>
internal static class About
{
    public static string Page(HttpRequest request) => Text
        .Replace("{site}", request.Site(), StringComparison.Ordinal)
        .Replace("{groups}", string.Join('\n', FlickrGroups.Names.Select(group => $"      {group.Key}  {group.Value}")), StringComparison.Ordinal)
        .Replace("{hashtags}", string.Join(' ', InstagramWorld.Tags), StringComparison.Ordinal);

    private const string Text =
        """
        PhotoScore's photo site: stand-ins for photo services, for development on one machine. All pictures are rendered.

        Plain lists
          {site}/list.jsonl?count=1000&seed=1   url, id, author, views, favorites, uploadedAt   (/list.csv too)
          {site}/photos/000042.jpg?seed=1       one photo; its hidden appeal drives its favourites
          {site}/truth?count=1000&seed=1&cut=median&smoothing=1&log=2&minViews=0
                                                the best accuracy that any classifier can reach on these labels
          Faults as shares of the photos, carried by the addresses that /list gives:
          duplicates nearDuplicates truncated html empty notFound tooMany slow serverError cut stalled refused moved removed
          unreachable noAi   and slowMilliseconds retryAfterSeconds failures (how often what passes fails first)

        Flickr                                  any key, unless Keys:Flickr names some
          {site}/flickr/services/rest/?method=flickr.photos.search&api_key=x&text=sunset&extras=views,count_faves,url_z&format=json&nojsoncallback=1
          methods: flickr.photos.search .getInfo .getFavorites .getSizes  flickr.groups.pools.getPhotos  flickr.people.getInfo .findByUsername
          {site}/flickr/live/{server}/{id}_{secret}_{size}.jpg     {site}/flickr/photos/{owner}/{id}
          tags: hills sea forest landscape nature sunset travel clouds light evening morning ...   groups:
        {groups}

        Instagram                               any token, unless Keys:Instagram names some
          {site}/instagram/v23.0/{user-id}?fields=business_discovery.username(account_0001){followers_count,media.limit(50){like_count,media_url,timestamp}}&access_token=x
          {site}/instagram/v23.0/ig_hashtag_search?user_id=1&q=sunset&access_token=x   /{hashtag-id}/top_media   /{hashtag-id}/recent_media
          {site}/instagram/accounts.txt         all accounts; hashtags: {hashtags}

        Google                                  any key, unless Keys:Google names some
          {site}/google/customsearch/v1?key=x&cx=x&searchType=image&q=jane+doe&start=1&num=10
          The first two words name who is in the pictures; a few results are wrong or dead.

        Picsum
          {site}/picsum/seed/{seed}/400/300     {site}/picsum/id/7/400/300     {site}/picsum/v2/list?page=1&limit=30

        Social Media Prediction
          {site}/smp/urls.txt?count=10000&form=page|image    {site}/smp/labels.txt?count=10000

        Faults of the stand-ins                 GET and PUT {site}/faults
          { "flickr": { "photos": { "notFound": 0.05, "cut": 0.1 }, "api": { "serverError": 0.2 } }, "instagram": ..., "google": ..., "picsum": ... }

        Configuration (arguments as --Name:Part=value, environment variables as Name__Part)
          Quota:Flickr  Quota:Instagram  Quota:Google    calls per key: 100 (an hour, an hour, a day) or 100/60 (in 60 seconds)
          Keys:Flickr   Keys:Instagram   Keys:Google     the keys taken, separated by commas
          Faults:Flickr:Photos:NotFound ...              as in /faults
          Flickr:Photos  Flickr:Seed  Instagram:Accounts  Instagram:Seed  Google:Seed  Google:Wrong  Google:Dead  Picsum:Photos  Picsum:Seed
          Now (the day that ages count from)  CacheMegabytes (rendered pictures kept)

        """;
}
