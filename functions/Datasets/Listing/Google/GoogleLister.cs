using System.Globalization;
using System.Text.Json;
using PhotoScore.Core.Datasets;
using PhotoScore.Core.Datasets.Recipes;
using PhotoScore.Core.Datasets.Tables;

namespace PhotoScore.Functions.Datasets.Listing.Google;

/// <summary>
/// Lists what an image search finds, ten results a page, 100 at most:
/// https://developers.google.com/custom-search/v1/reference/rest/v1/cse/list. A token is the number of the page's first result.
/// </summary>
/// <param name="api">The search.</param>
internal sealed class GoogleLister(GoogleApi api) : SourceLister<GoogleSource>
{
    private const int FirstOfLastPage = GoogleSource.MaxResults - GoogleApi.PerPage + 1;

    protected override async Task<CandidatePage> ListAsync(GoogleSource recipe, SourceToList source, CancellationToken cancellation)
    {
        var start = source.Token is null ? 1 : int.Parse(source.Token, CultureInfo.InvariantCulture);
        var answer = await api.SearchAsync(recipe, start, cancellation);

        var candidates = new List<Candidate>();
        foreach (var item in answer.TryGetProperty("items", out var items) ? items.EnumerateArray() : [])
        {
            if (item.TryGetProperty("link", out var link) && link.GetString() is { Length: > 0 } url)
                candidates.Add(ToCandidate(source, url, item));
        }
        var next = start + GoogleApi.PerPage;
        return new CandidatePage(candidates, HasMore(answer) && next <= FirstOfLastPage ? next.ToString(CultureInfo.InvariantCulture) : null);
    }

    // The answer names the query of the page after it while there is one.
    private static bool HasMore(JsonElement answer) =>
        answer.TryGetProperty("queries", out var queries) && queries.TryGetProperty("nextPage", out var next) && next.GetArrayLength() > 0;

    private static Candidate ToCandidate(SourceToList source, string url, JsonElement item)
    {
        var image = item.TryGetProperty("image", out var given) ? given : default;
        var metrics = new SortedDictionary<string, double>(StringComparer.Ordinal);
        foreach (var name in (string[])["width", "height"])
        {
            if (image.ValueKind == JsonValueKind.Object && image.TryGetProperty(name, out var number) && number.ValueKind == JsonValueKind.Number)
                metrics[name] = number.GetDouble();
        }
        return source.Candidate(url, url) with
        {
            Page = image.ValueKind == JsonValueKind.Object && image.TryGetProperty("contextLink", out var page) ? page.GetString() : null,
            Title = item.TryGetProperty("title", out var title) ? title.GetString() : null,
            Metrics = metrics,
        };
    }
}
