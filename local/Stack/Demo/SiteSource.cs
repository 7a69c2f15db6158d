using System.Text.Json;
using System.Text.Json.Nodes;

namespace PhotoScore.Local.Stack.Demo;

/// <summary>The photo site as a source: its list becomes the recipe's items, and labels come from favourites per view.</summary>
internal static class SiteSource
{
    private const string Name = "demo";
    private const int MinViews = 100;

    // A little of everything that goes wrong on the web, so that the ledger has something to tell.
    private const string Copies = "duplicates=0.03&nearDuplicates=0.02";
    private const string Faults =
        "truncated=0.01&html=0.01&empty=0.005&notFound=0.02&tooMany=0.02&retryAfterSeconds=1&slow=0.005&slowMilliseconds=800";

    public static async Task<DemoSource> PrepareAsync(Uri site, int photos, CancellationToken cancellation)
    {
        using var http = new HttpClient { BaseAddress = site };
        // Two more than the dataset takes: photos that the model can't have seen.
        var list = await http.GetStringAsync($"list.jsonl?count={photos + 2}&{Copies}&{Faults}", cancellation);
        var rows = list.TrimEnd().Split('\n').Select(line => JsonElement.Parse(line)).ToArray();
        var truth = JsonElement.Parse(await http.GetStringAsync($"truth?count={photos}&cut=median&smoothing=1&log=2&minViews={MinViews}&{Copies}", cancellation));
        return new DemoSource(
            Name, Recipe(rows[..photos]), truth.GetProperty("bestAccuracy").GetDouble(),
            await PhotoAsync(http, rows[photos], cancellation), await PhotoAsync(http, rows[photos + 1], cancellation));
    }

    private static JsonObject Recipe(IEnumerable<JsonElement> rows) => new()
    {
        ["sources"] = new JsonArray(new JsonObject
        {
            ["kind"] = "urls",
            ["items"] = new JsonArray([.. rows.Select(row => new JsonObject
            {
                ["url"] = row.GetProperty("url").GetString(),
                ["id"] = row.GetProperty("id").GetString(),
                ["author"] = row.GetProperty("author").GetString(),
                ["metrics"] = new JsonObject { ["views"] = row.GetProperty("views").GetDouble(), ["favorites"] = row.GetProperty("favorites").GetDouble() },
            })]),
        }),
        ["download"] = new JsonObject { ["perHostPerSecond"] = 500 },
        ["filters"] = new JsonArray(new JsonObject { ["kind"] = "metric", ["metric"] = "views", ["min"] = MinViews }),
        ["labels"] = new JsonObject
        {
            ["kind"] = "score",
            ["score"] = new JsonObject { ["ratio"] = new JsonArray("favorites", "views"), ["smoothing"] = 1, ["log"] = 2 },
            ["cut"] = "median",
            ["names"] = new JsonArray("bad", "good"),
        },
    };

    private static async Task<DemoPhoto> PhotoAsync(HttpClient http, JsonElement row, CancellationToken cancellation)
    {
        var id = row.GetProperty("id").GetString();
        // Without the query's faults, so that there is a picture for sure.
        var bytes = await http.GetByteArrayAsync($"photos/{id}.jpg?seed=1", cancellation);
        return new DemoPhoto($"{id}.jpg", bytes, $"{row.GetProperty("favorites")} favourites of {row.GetProperty("views")} views");
    }
}
