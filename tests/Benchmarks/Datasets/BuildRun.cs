using System.Diagnostics;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace PhotoScore.Benchmarks.Datasets;

/// <summary>One build through the public API.</summary>
internal static class BuildRun
{
    private static int _builds;

    /// <summary>How long a build of a new dataset takes.</summary>
    /// <param name="functions">The function app.</param>
    /// <param name="list">The list of photos, from <see cref="PhotoLists"/>.</param>
    /// <exception cref="InvalidOperationException">It failed; the message is the status.</exception>
    public static async Task<TimeSpan> RunAsync(HttpClient functions, string list)
    {
        // A new name each time: nothing of an earlier build is reused.
        var recipe = $$"""
            {
              "sources": [ { "kind": "urls", "blob": "{{list}}.jsonl" } ],
              "download": { "perHostPerSecond": 10000 },
              "image": { "minWidth": 1, "minHeight": 1 },
              "labels": { "kind": "score", "score": { "ratio": [ "favorites", "views" ], "smoothing": 1, "log": 2 }, "cut": "median", "names": [ "bad", "good" ] }
            }
            """;
        var watch = Stopwatch.StartNew();
        using var answer = await functions.PostAsync($"/api/datasets/bench-{++_builds}/builds", new StringContent(recipe, Encoding.UTF8, "application/json"));
        if (!answer.IsSuccessStatusCode)
            throw new InvalidOperationException(await answer.Content.ReadAsStringAsync());
        while (true)
        {
            var status = await functions.GetFromJsonAsync<JsonElement>(answer.Headers.Location);
            switch (status.GetProperty("status").GetString())
            {
                case "completed": return watch.Elapsed;
                case "pending" or "running": await Task.Delay(100); break;
                default: throw new InvalidOperationException(status.ToString());
            }
        }
    }
}
