using System.Text.Json.Serialization;

namespace PhotoScore.Core.Datasets.Recipes;

/// <summary>
/// Photos on Flickr: those that a search finds, or those that a list names. Metrics: <c>views</c>, <c>favorites</c>, <c>comments</c>,
/// <c>uploadedAt</c> (Unix seconds).
/// </summary>
public sealed record FlickrSource : SourceRecipe
{
    /// <summary>Words that title, description or tags hold.</summary>
    public string? Text { get; init; }

    /// <summary>Tags.</summary>
    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>Whether one of <see cref="Tags"/> is enough.</summary>
    public FlickrTagMode TagMode { get; init; }

    /// <summary>The NSID of the group whose pool is searched.</summary>
    public string? Group { get; init; }

    /// <summary>The NSID of the user whose photos are searched.</summary>
    public string? User { get; init; }

    /// <summary>Uploaded then or later.</summary>
    public DateTimeOffset? UploadedAfter { get; init; }

    /// <summary>Uploaded earlier.</summary>
    public DateTimeOffset? UploadedBefore { get; init; }

    /// <summary>Taken then or later, by the camera's clock.</summary>
    public DateTimeOffset? TakenAfter { get; init; }

    /// <summary>Taken earlier, by the camera's clock.</summary>
    public DateTimeOffset? TakenBefore { get; init; }

    /// <summary>Licences by the names of <see cref="FlickrLicenses"/>; any when null.</summary>
    public IReadOnlyList<string>? Licenses { get; init; }

    /// <summary>The order in which photos are taken.</summary>
    public FlickrSort Sort { get; init; }

    /// <summary>Photos that are younger than this when the build is accepted are left out: their views still grow.</summary>
    public int MinUploadAgeDays { get; init; }

    /// <summary>Ids or photo pages; null for a search.</summary>
    public IReadOnlyList<string>? Photos { get; init; }

    /// <summary>A text file in container <c>sources</c> of ids or photo pages, one a line; null for a search.</summary>
    public string? Blob { get; init; }
}

/// <summary>How a photo's tags must match.</summary>
public enum FlickrTagMode
{
    /// <summary>One of them.</summary>
    Any,

    /// <summary>All of them.</summary>
    All,
}

/// <summary>The orders of <c>flickr.photos.search</c>.</summary>
public enum FlickrSort
{
    /// <summary>Newest upload first.</summary>
    [JsonStringEnumMemberName("date-posted-desc")]
    DatePostedDesc,

    /// <summary>Oldest upload first.</summary>
    [JsonStringEnumMemberName("date-posted-asc")]
    DatePostedAsc,

    /// <summary>Newest exposure first.</summary>
    [JsonStringEnumMemberName("date-taken-desc")]
    DateTakenDesc,

    /// <summary>Oldest exposure first.</summary>
    [JsonStringEnumMemberName("date-taken-asc")]
    DateTakenAsc,

    /// <summary>Flickr's own measure, most interesting first.</summary>
    [JsonStringEnumMemberName("interestingness-desc")]
    InterestingnessDesc,

    /// <summary>Flickr's own measure, least interesting first.</summary>
    [JsonStringEnumMemberName("interestingness-asc")]
    InterestingnessAsc,

    /// <summary>Best match first.</summary>
    [JsonStringEnumMemberName("relevance")]
    Relevance,
}
