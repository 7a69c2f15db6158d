using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace PhotoScore.Core.Datasets.Recipes.Reading;

/// <summary>What a recipe may say of photos on Flickr.</summary>
internal static partial class FlickrRules
{
    private const int MaxPhotos = 100_000;

    // flickr.photos.search refuses more in a search for all of them.
    private const int MaxTags = 20;

    private static readonly Dictionary<string, FlickrTagMode> TagModes = new() { ["any"] = FlickrTagMode.Any, ["all"] = FlickrTagMode.All };

    private static readonly Dictionary<string, FlickrSort> Sorts = new()
    {
        ["date-posted-desc"] = FlickrSort.DatePostedDesc,
        ["date-posted-asc"] = FlickrSort.DatePostedAsc,
        ["date-taken-desc"] = FlickrSort.DateTakenDesc,
        ["date-taken-asc"] = FlickrSort.DateTakenAsc,
        ["interestingness-desc"] = FlickrSort.InterestingnessDesc,
        ["interestingness-asc"] = FlickrSort.InterestingnessAsc,
        ["relevance"] = FlickrSort.Relevance,
    };

    private static readonly Dictionary<string, string> Licenses = FlickrLicenses.Names.ToDictionary(name => name);

    public static FlickrSource Read(Members members, Node node)
    {
        var source = new FlickrSource
        {
            Text = members.Get<string?>("text", null, value => value.Text()),
            Tags = members.Get<IReadOnlyList<string>?>("tags", null, Tags),
            TagMode = members.Get("tagMode", FlickrTagMode.Any, value => value.Choice(TagModes)),
            Group = members.Get<string?>("group", null, NsId),
            User = members.Get<string?>("user", null, NsId),
            UploadedAfter = members.Optional("uploadedAfter", Date),
            UploadedBefore = members.Optional("uploadedBefore", Date),
            TakenAfter = members.Optional("takenAfter", Date),
            TakenBefore = members.Optional("takenBefore", Date),
            Licenses = members.Get<IReadOnlyList<string>?>("licenses", null, LicenseNames),
            Sort = members.Get("sort", FlickrSort.DatePostedDesc, value => value.Choice(Sorts)),
            MinUploadAgeDays = members.Get("minUploadAgeDays", 0, value => value.Whole(0, 36_500)),
            Photos = members.Get<IReadOnlyList<string>?>("photos", null, Photos),
            Blob = members.Get<string?>("blob", null, SourceRules.BlobPath),
        };
        if (members.IsObject)
            CheckTogether(source, node);
        return source;
    }

    private static void CheckTogether(FlickrSource source, Node node)
    {
        var searches = source is not { Text: null, Tags: null, Group: null, User: null };
        var lists = source is not { Photos: null, Blob: null };
        if (!searches && !lists)
            node.Fault("Give something to search for (text, tags, group or user), or a list (photos or blob).");
        if (source is { Photos: not null, Blob: not null })
            node.Fault("Give photos (ids or photo pages) or blob (a list of them in container sources), not both.");
        // The bare list is what a list may be; everything else only a search knows.
        if (lists && source with { Photos = null, Blob = null } != new FlickrSource())
            node.Fault("A list of photos (photos or blob) goes without the members of a search; write two sources to have both.");
        if (source.UploadedAfter >= source.UploadedBefore)
            node.Fault("uploadedAfter is not before uploadedBefore, so nothing would be found; exchange them.");
        if (source.TakenAfter >= source.TakenBefore)
            node.Fault("takenAfter is not before takenBefore, so nothing would be found; exchange them.");
    }

    private static IReadOnlyList<string> Tags(Node node)
    {
        var tags = node.Names();
        if (tags.Count is 0 or > MaxTags && node.Json.ValueKind == JsonValueKind.Array)
            node.Fault($"List 1 to {MaxTags} tags.");
        if (tags.Any(tag => tag.Contains(',', StringComparison.Ordinal)))
            node.Fault("Write each tag as a text of its own, without a comma.");
        return tags;
    }

    private static string NsId(Node node)
    {
        var text = node.Text();
        return text.Length == 0 || NsIds().IsMatch(text)
            ? text
            : node.Fault("Write the NSID, such as 12037949754@N01; the name in a page's address is not it.", text);
    }

    private static IReadOnlyList<string> LicenseNames(Node node)
    {
        if (node.Json.ValueKind == JsonValueKind.Array && node.Json.GetArrayLength() == 0)
            node.Fault("Name at least one licence, or leave this out to take any.");
        return [.. node.Items().Select(item => item.Choice(Licenses))];
    }

    private static IReadOnlyList<string> Photos(Node node)
    {
        var items = node.Items().ToList();
        if (items.Count is 0 or > MaxPhotos && node.Json.ValueKind == JsonValueKind.Array)
            node.Fault($"List 1 to {MaxPhotos} ids or photo pages, or put them into a blob.");
        return [.. items.Select(item => item.Text())];
    }

    private static DateTimeOffset Date(Node node)
    {
        if (node.Json.ValueKind == JsonValueKind.String
            && DateTimeOffset.TryParseExact(node.Json.GetString(), ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm:ssK"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date))
        {
            return date.ToUniversalTime();
        }
        return node.Fault("Write a date such as 2024-05-31, or a time such as 2024-05-31T18:00:00Z.", default(DateTimeOffset));
    }

    [GeneratedRegex(@"^[0-9]{1,20}@N[0-9]{2}\z")]
    private static partial Regex NsIds();
}
