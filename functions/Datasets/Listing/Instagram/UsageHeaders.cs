using System.Net.Http.Headers;
using System.Text.Json;

namespace PhotoScore.Functions.Datasets.Listing.Instagram;

/// <summary>
/// The headers that tell how much of a limit is used, in percent, and when it is free again, in minutes:
/// https://developers.facebook.com/docs/graph-api/overview/rate-limiting#headers.
/// </summary>
internal static class UsageHeaders
{
    private const string App = "X-App-Usage";
    private const string Business = "X-Business-Use-Case-Usage";
    private const string Minutes = "estimated_time_to_regain_access";

    // A limit that is used up frees itself little by little; to go on calling may cost the app its access.
    private static readonly TimeSpan PauseWhenUsedUp = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromDays(1);

    /// <summary>For how long to leave the token alone; null when there is no need.</summary>
    public static TimeSpan? Rest(HttpResponseHeaders headers)
    {
        var figures = Read(headers, App).Concat(Read(headers, Business)).ToList();
        var minutes = figures.Where(figure => figure.Name == Minutes).Select(figure => figure.Value).DefaultIfEmpty().Max();
        if (minutes > 0)
            return minutes < LongestPause.TotalMinutes ? TimeSpan.FromMinutes(minutes) : LongestPause;
        return figures.Exists(figure => figure.Name is "call_count" or "total_time" or "total_cputime" && figure.Value >= 100) ? PauseWhenUsedUp : null;
    }

    private static IEnumerable<(string Name, double Value)> Read(HttpResponseHeaders headers, string name) =>
        headers.TryGetValues(name, out var values) ? values.SelectMany(Read) : [];

    private static IReadOnlyList<(string, double)> Read(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var found = new List<(string, double)>();
            Collect(document.RootElement, found);
            return found;
        }
        catch (JsonException)
        {
            return [];
        }
    }

    // One header holds an object, the other lists of objects by the id of a business.
    private static void Collect(JsonElement json, List<(string, double)> found)
    {
        if (json.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in json.EnumerateArray())
                Collect(item, found);
        }
        if (json.ValueKind != JsonValueKind.Object)
            return;
        foreach (var member in json.EnumerateObject())
        {
            if (member.Value.ValueKind == JsonValueKind.Number)
                found.Add((member.Name, member.Value.GetDouble()));
            else
                Collect(member.Value, found);
        }
    }
}
