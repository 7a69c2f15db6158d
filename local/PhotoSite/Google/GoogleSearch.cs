using System.Text.Json.Nodes;

namespace PhotoScore.Local.PhotoSite.Google;

/// <summary>
/// One page of an image search: https://developers.google.com/custom-search/v1/reference/rest/v1/cse/list (arguments) and
/// https://developers.google.com/custom-search/v1/reference/rest/v1/Search (the answer)
/// </summary>
internal sealed class GoogleSearch(SiteOptions options)
{
    /// <summary>No call reaches past this many results, however many are said to exist.</summary>
    private const int MostResults = 100;

    private const int MostPerPage = 10;
    private static readonly string[] ImageTypes = ["clipart", "face", "lineart", "stock", "photo", "animated"];

    public JsonObject Page(IQueryCollection query, string site)
    {
        var words = query["q"].ToString();
        var size = query["imgSize"].ToString() is { Length: > 0 } named ? named : null;
        var type = query["imgType"].ToString();
        var start = Number(query, "start", 1);
        var count = Number(query, "num", MostPerPage);
        if (string.IsNullOrWhiteSpace(words) || query["cx"].Count == 0 || query["searchType"] != "image"
            || start < 1 || count is < 1 or > MostPerPage || start + count - 1 > MostResults
            || (size is not null && !SearchResult.SizeNames.Contains(size, StringComparer.OrdinalIgnoreCase))
            || (type.Length > 0 && !ImageTypes.Contains(type)))
        {
            throw GoogleException.Invalid();
        }
        var subject = ImageQuery.Of(words);
        return new JsonObject
        {
            ["kind"] = "customsearch#search",
            ["url"] = new JsonObject { ["type"] = "application/json", ["template"] = $"{site}/google/customsearch/v1?q={{searchTerms}}&num={{count?}}&start={{startIndex?}}&cx={{cx?}}&searchType={{searchType?}}" },
            ["queries"] = Queries(query, words, start, count),
            ["context"] = new JsonObject { ["title"] = "Photo site" },
            ["searchInformation"] = new JsonObject { ["searchTime"] = 0.2, ["formattedSearchTime"] = "0.20", ["totalResults"] = $"{Total(subject)}", ["formattedTotalResults"] = $"{Total(subject):N0}" },
            ["items"] = new JsonArray([.. Enumerable.Range(start - 1, count).Select(index => Item(SearchResult.Of(options.Google, subject, index), words, size, site))]),
        };
    }

    private static int Total(ImageQuery subject) => 10_000 + subject.Results % 1_000_000;

    private static JsonObject Queries(IQueryCollection query, string words, int start, int count)
    {
        JsonArray Role(int first) => new(new JsonObject
        {
            ["title"] = $"Google Custom Search - {words}",
            ["totalResults"] = $"{Total(ImageQuery.Of(words))}",
            ["searchTerms"] = words,
            ["count"] = count,
            ["startIndex"] = first,
            ["inputEncoding"] = "utf8",
            ["outputEncoding"] = "utf8",
            ["safe"] = "off",
            ["cx"] = query["cx"].ToString(),
            ["searchType"] = "image",
        });

        var queries = new JsonObject { ["request"] = Role(start) };
        if (start > 1)
            queries["previousPage"] = Role(Math.Max(1, start - count));
        if (start + 2 * count - 1 <= MostResults)
            queries["nextPage"] = Role(start + count);
        return queries;
    }

    private JsonObject Item(SearchResult result, string words, string? sizeName, string site)
    {
        var (width, height) = result.Size(options.Google.Seed, sizeName);
        var name = $"{result.Query.Person:x6}-{result.Query.Results:x6}";
        var link = $"{site}/google/images/{name}/{result.Index}.jpg{(sizeName is null ? "" : $"?size={sizeName}")}";
        return new JsonObject
        {
            ["kind"] = "customsearch#result",
            ["title"] = $"{words} {result.Index + 1}",
            ["htmlTitle"] = $"<b>{System.Net.WebUtility.HtmlEncode(words)}</b> {result.Index + 1}",
            ["link"] = link,
            ["displayLink"] = "photos.example",
            ["snippet"] = words,
            ["htmlSnippet"] = System.Net.WebUtility.HtmlEncode(words),
            ["mime"] = "image/jpeg",
            ["fileFormat"] = "image/jpeg",
            ["image"] = new JsonObject
            {
                ["contextLink"] = $"{site}/google/pages/{name}/{result.Index}",
                ["height"] = height,
                ["width"] = width,
                ["byteSize"] = width * height / 5,
                ["thumbnailLink"] = $"{site}/google/images/{name}/{result.Index}.jpg?size=small",
                ["thumbnailHeight"] = 150 * height / Math.Max(width, height),
                ["thumbnailWidth"] = 150 * width / Math.Max(width, height),
            },
        };
    }

    private static int Number(IQueryCollection query, string name, int standard) =>
        query[name].Count == 0 ? standard : int.TryParse(query[name], out var number) ? number : throw GoogleException.Invalid();
}
