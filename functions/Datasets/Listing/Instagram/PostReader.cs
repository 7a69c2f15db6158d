using System.Globalization;
using System.Text.Json;
using PhotoScore.Core.Datasets;

namespace PhotoScore.Functions.Datasets.Listing.Instagram;

/// <summary>
/// Makes candidates of posts, or says why not. Fields:
/// https://developers.facebook.com/docs/instagram-platform/reference/instagram-media
/// </summary>
/// <param name="source">The source, and when its build was asked for.</param>
/// <param name="minAgeDays">Posts that were younger then are left out.</param>
internal sealed class PostReader(SourceToList source, int minAgeDays)
{
    private const int LongestTitle = 200;

    private readonly List<Candidate> _candidates = [];
    private readonly List<LedgerEntry> _skipped = [];

    public IReadOnlyList<Candidate> Candidates => _candidates;

    public IReadOnlyList<LedgerEntry> Skipped => _skipped;

    public int Count => _candidates.Count + _skipped.Count;

    /// <summary>Takes in a page of posts.</summary>
    /// <returns>The cursor of the page after it; null when there is none.</returns>
    public string? AddAll(JsonElement media, string? author, double? followers)
    {
        if (media.ValueKind != JsonValueKind.Object || !media.TryGetProperty("data", out var data) || data.ValueKind != JsonValueKind.Array || data.GetArrayLength() == 0)
            return null;
        foreach (var post in data.EnumerateArray())
            Add(post, author, followers);
        return media.TryGetProperty("paging", out var paging) && paging.TryGetProperty("cursors", out var cursors) && Text(cursors, "after") is { Length: > 0 } after ? after : null;
    }

    /// <summary>Notes an account or hashtag that gives no posts at all.</summary>
    public void Skip(Feed feed, string outcome, string detail) => _skipped.Add(new LedgerEntry(source.Candidate(feed.Id, feed.Page), outcome, detail, Photo: null));

    private void Add(JsonElement post, string? author, double? followers)
    {
        if (Text(post, "id") is not { Length: > 0 } id)
            return;
        var uploadedAt = DateTimeOffset.TryParse(Text(post, "timestamp"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : (DateTimeOffset?)null;
        var candidate = source.Candidate(id, Text(post, "media_url") ?? "") with
        {
            Author = author,
            Page = Text(post, "permalink"),
            Title = TitleOf(Text(post, "caption")),
            Metrics = MetricsOf(post, followers, uploadedAt),
        };
        if (ReasonAgainst(Text(post, "media_type"), candidate.Url, uploadedAt) is var (outcome, detail))
            _skipped.Add(new LedgerEntry(candidate, outcome, detail, Photo: null));
        else
            _candidates.Add(candidate);
    }

    private (string Outcome, string Detail)? ReasonAgainst(string? type, string url, DateTimeOffset? uploadedAt) => type switch
    {
        // Its likes are for several photos at once; none of them is the one that was liked.
        "CAROUSEL_ALBUM" => (Outcomes.NotAPhoto, "An album of several photos, which share their likes."),
        "IMAGE" => uploadedAt > source.AcceptedAt.AddDays(-minAgeDays)
            ? (Outcomes.TooYoung, FormattableString.Invariant($"Posted at {uploadedAt:u}, less than {minAgeDays} days before the build was asked for."))
            : url.Length == 0 ? (Outcomes.Withheld, "The API gives no address of the photo: its rights are disputed, or it was removed.")
            : null,
        _ => (Outcomes.NotAPhoto, $"A post of type {type ?? "unknown"}."),
    };

    // A number that its owner hides is absent, not zero.
    private static SortedDictionary<string, double> MetricsOf(JsonElement post, double? followers, DateTimeOffset? uploadedAt)
    {
        var metrics = new SortedDictionary<string, double>(StringComparer.Ordinal);
        foreach (var (field, metric) in (ReadOnlySpan<(string, string)>)[("like_count", "likes"), ("comments_count", "comments")])
        {
            if (post.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.Number)
                metrics[metric] = value.GetDouble();
        }
        if (followers is { } known)
            metrics["followers"] = known;
        if (uploadedAt is { } time)
            metrics["uploadedAt"] = time.ToUnixTimeSeconds();
        return metrics;
    }

    private static string? TitleOf(string? caption)
    {
        var line = caption?.Split('\n')[0].Trim();
        if (string.IsNullOrEmpty(line))
            return null;
        // Not through the middle of a letter outside the basic plane.
        return line.Length <= LongestTitle ? line : line[..(char.IsHighSurrogate(line[LongestTitle - 1]) ? LongestTitle - 1 : LongestTitle)];
    }

    private static string? Text(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
