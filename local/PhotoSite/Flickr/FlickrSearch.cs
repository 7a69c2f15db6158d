using System.Globalization;

namespace PhotoScore.Local.PhotoSite.Flickr;

/// <summary>What <c>flickr.photos.search</c> looks for: https://www.flickr.com/services/api/flickr.photos.search.html</summary>
internal sealed class FlickrSearch
{
    private static readonly Dictionary<string, Func<FlickrPhoto, double>> Orders = new(StringComparer.Ordinal)
    {
        ["date-posted"] = photo => photo.UploadedAt.ToUnixTimeSeconds(),
        ["date-taken"] = photo => photo.TakenAt.ToUnixTimeSeconds(),
        ["interestingness"] = photo => (photo.Photo.Favorites + 1.0) / (photo.Photo.Views + 50),
    };

    private readonly Func<string, string?> _argument;
    private readonly List<Func<FlickrPhoto, bool>> _conditions = [];

    private FlickrSearch(Func<string, string?> argument) => _argument = argument;

    /// <exception cref="FlickrException">The arguments ask for nothing, or make no sense.</exception>
    public static IEnumerable<FlickrPhoto> Find(IReadOnlyCollection<FlickrPhoto> photos, Func<string, string?> argument)
    {
        var search = new FlickrSearch(name => argument(name) is { Length: > 0 } value ? value : null);
        search.Read(photos);
        return search.Sorted(photos.Where(photo => search._conditions.All(condition => condition(photo))));
    }

    private void Read(IReadOnlyCollection<FlickrPhoto> photos)
    {
        Words();
        Tags();
        if (_argument("user_id") is { } user)
            _conditions.Add(photos.Any(photo => photo.Owner.Nsid == user) ? photo => photo.Owner.Nsid == user : throw new FlickrException(2, "Unknown user"));
        if (_argument("group_id") is { } group)
            _conditions.Add(FlickrGroups.Names.ContainsKey(group) ? photo => photo.Groups.Contains(group) : throw new FlickrException(4, "You don't have permission to view this pool"));
        Range("upload", photo => photo.UploadedAt);
        Range("taken", photo => photo.TakenAt);
        if (_conditions.Count == 0)
            throw new FlickrException(3, "Parameterless searches have been disabled. Please use flickr.photos.getRecent instead.");
        if (_argument("license") is { } license)
            _conditions.Add(photo => license.Split(',').Contains($"{photo.License}"));
    }

    private void Words()
    {
        var words = _argument("text")?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];
        foreach (var word in words)
        {
            var wanted = !word.StartsWith('-');
            var text = wanted ? word : word[1..];
            _conditions.Add(photo => wanted == (photo.Tags.Contains(text, StringComparer.OrdinalIgnoreCase)
                || photo.Title.Split(' ').Contains(text, StringComparer.OrdinalIgnoreCase)));
        }
    }

    private void Tags()
    {
        var tags = _argument("tags")?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
        if (tags.Length == 0)
            return;
        var all = _argument("tag_mode") == "all";
        if (all && tags.Length > 20)
            throw new FlickrException(1, "Too many tags in ALL query");
        string[] wanted = [.. tags.Where(tag => !tag.StartsWith('-'))];
        string[] unwanted = [.. tags.Where(tag => tag.StartsWith('-')).Select(tag => tag[1..])];
        bool Has(FlickrPhoto photo, string tag) => photo.Tags.Contains(tag, StringComparer.OrdinalIgnoreCase);
        _conditions.Add(photo => !unwanted.Any(tag => Has(photo, tag))
            && (wanted.Length == 0 || (all ? wanted.All(tag => Has(photo, tag)) : wanted.Any(tag => Has(photo, tag)))));
    }

    private void Range(string date, Func<FlickrPhoto, DateTimeOffset> of)
    {
        if (_argument($"min_{date}_date") is { } min)
        {
            var earliest = Instant(min);
            _conditions.Add(photo => of(photo) >= earliest);
        }
        if (_argument($"max_{date}_date") is { } max)
        {
            var latest = Instant(max);
            _conditions.Add(photo => of(photo) <= latest);
        }
    }

    // Both forms are documented for both kinds of date: a Unix timestamp, or a datetime as MySQL writes it.
    private static DateTimeOffset Instant(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seconds) ? DateTimeOffset.FromUnixTimeSeconds(seconds)
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) ? date
        : throw new FlickrException(18, "Illogical arguments");

    private IEnumerable<FlickrPhoto> Sorted(IEnumerable<FlickrPhoto> photos)
    {
        var sort = _argument("sort") ?? "date-posted-desc";
        if (sort == "relevance")
            return photos;
        var descending = sort.EndsWith("-desc", StringComparison.Ordinal);
        var order = Orders.GetValueOrDefault(sort[..Math.Max(0, sort.LastIndexOf('-'))], Orders["date-posted"]);
        // The index makes the order of equal dates the same on every page.
        return descending
            ? photos.OrderByDescending(order).ThenBy(photo => photo.Photo.Index)
            : photos.OrderBy(order).ThenBy(photo => photo.Photo.Index);
    }
}
