using PhotoScore.Core.Datasets;
using PhotoScore.Core.Datasets.Recipes;

namespace PhotoScore.Functions.Datasets.Listing.Flickr;

/// <summary>A photo as the API describes it; null is what it does not say.</summary>
internal sealed record FlickrPhoto
{
    public required string Id { get; init; }

    public required string Server { get; init; }

    public required string Secret { get; init; }

    /// <summary>The owner's NSID, which stays when the name changes.</summary>
    public string? Owner { get; init; }

    public string? Title { get; init; }

    /// <summary>One of <see cref="FlickrLicenses"/>, by number.</summary>
    public int? License { get; init; }

    public double? Views { get; init; }

    public double? Favorites { get; init; }

    public double? Comments { get; init; }

    /// <summary>Unix seconds.</summary>
    public double? UploadedAt { get; init; }

    /// <summary>Whether it is a video; only <c>flickr.photos.getInfo</c> says so, a search leaves them out.</summary>
    public bool IsVideo { get; init; }

    /// <summary>The sizes that are known to exist; empty when nothing is said of them.</summary>
    public IReadOnlyList<FlickrSize> Sizes { get; init; } = [];

    public Candidate ToCandidate(SourceToList source, FlickrOptions options)
    {
        var size = FlickrSizes.Choose(source.Image, Sizes);
        var metrics = new SortedDictionary<string, double>(StringComparer.Ordinal);
        foreach (var (name, value) in ((string, double?)[])[("views", Views), ("favorites", Favorites), ("comments", Comments), ("uploadedAt", UploadedAt)])
        {
            if (value is { } known)
                metrics[name] = known;
        }

        return source.Candidate(Id, new Uri(options.Photos, $"{Server}/{Id}_{Secret}{FlickrSizes.Suffix(size)}.jpg").AbsoluteUri) with
        {
            Author = Owner,
            Page = Owner is null ? null : new Uri(options.Pages, $"{Uri.EscapeDataString(Owner).Replace("%40", "@")}/{Id}").AbsoluteUri,
            Title = Title,
            License = License is { } number ? FlickrLicenses.Name(number) : null,
            Metrics = metrics,
        };
    }
}
