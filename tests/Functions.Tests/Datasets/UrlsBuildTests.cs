using System.Text;
using Microsoft.AspNetCore.Http;
using PhotoScore.Core.Datasets;
using PhotoScore.Functions.Datasets;
using PhotoScore.Functions.Tests.Downloads;
using PhotoScore.Testing;

namespace PhotoScore.Functions.Tests.Datasets;

public sealed class UrlsBuildTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private const string Labels = """
        "labels": { "kind": "score", "score": { "ratio": [ "favorites", "views" ], "smoothing": 1, "log": 2 }, "cut": "median", "names": [ "bad", "good" ] }
        """;

    private FaultySite _site = null!;

    public async ValueTask InitializeAsync() => _site = await FaultySite.StartAsync();

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task Build_list_with_every_fault_ends_with_a_reason_for_each()
    {
        await using var bench = await BuildBench.CreateAsync(azurite);
        var expected = ServeEveryFault();
        var rows = expected.Keys.Select((url, i) => $"{url},p{i:D3},{1000 + i},{(i % 2 == 0 ? 400 : 3)},author-{i}");
        await bench.UploadAsync("lists/faulty.csv", Encoding.UTF8.GetBytes("url,id,views,favorites,author\n" + string.Join('\n', rows)));

        var build = await bench.BuildAsync("faulty", $$"""
            { "sources": [ { "kind": "urls", "blob": "lists/faulty.csv" } ], {{Labels}},
              "download": { "retries": 1, "timeoutSeconds": 1, "maxBytes": 500000, "perHostPerSecond": 1000 } }
            """);

        var outcomes = (await bench.LedgerAsync(build)).ToDictionary(entry => entry.Candidate.Url, entry => entry.Outcome);
        Assert.Equal(new SortedDictionary<string, string>(expected), new SortedDictionary<string, string>(outcomes));
    }

    [Fact]
    public async Task Build_filters_on_metrics_leave_out_before_anything_is_fetched()
    {
        await using var bench = await BuildBench.CreateAsync(azurite);
        var items = Enumerable.Range(0, 20).Select(i =>
            $$"""{ "url": "{{_site.Serve($"/{i}.jpg", Some.Jpeg(i))}}", "metrics": { "views": {{i * 10}}, "favorites": {{i}} } }""");

        var build = await bench.BuildAsync("filtered", $$"""
            { "sources": [ { "kind": "urls", "items": [ {{string.Join(',', items)}} ] } ], {{Labels}},
              "filters": [ { "kind": "metric", "metric": "views", "min": 100 } ] }
            """);

        var ledger = await bench.LedgerAsync(build);
        Assert.Equal(10, ledger.Count(entry => entry.Outcome == Outcomes.Filtered));
        Assert.Equal(10, ledger.Count(entry => entry.Outcome == Outcomes.Kept));
        Assert.Equal(10, Enumerable.Range(0, 20).Sum(i => _site.Visits($"/{i}.jpg")));
    }

    [Fact]
    public async Task Build_same_photo_under_opposite_labels_is_dropped_whole()
    {
        await using var bench = await BuildBench.CreateAsync(azurite);
        var same = Some.Jpeg(1_000);
        string Item(int i, byte[] jpeg, string label) =>
            $$"""{ "url": "{{_site.Serve($"/{i}.jpg", jpeg)}}", "id": "{{i}}", "label": "{{label}}" }""";
        var items = Enumerable.Range(0, 10).Select(i => Item(i, Some.Jpeg(i), i % 2 == 0 ? "no" : "yes"))
            .Concat([Item(10, same, "no"), Item(11, same, "yes"), Item(12, same, "yes")]);

        var build = await bench.BuildAsync("conflict", $$"""
            { "sources": [ { "kind": "urls", "items": [ {{string.Join(',', items)}} ] } ], "labels": { "kind": "given" } }
            """);

        var dropped = (await bench.LedgerAsync(build)).Where(entry => entry.Outcome == Outcomes.LabelConflict);
        Assert.Equal(["10", "11", "12"], dropped.Select(entry => entry.Candidate.Id).Order());
    }

    [Fact]
    public async Task Build_no_photo_left_fails_with_the_counts_and_a_ledger()
    {
        await using var bench = await BuildBench.CreateAsync(azurite);

        var fault = await Assert.ThrowsAsync<BuildFaultException>(() => bench.BuildAsync("nothing", $$"""
            { "sources": [ { "kind": "urls", "items": [ { "url": "{{_site.Root}}/gone.jpg", "label": "a" } ] } ],
              "labels": { "kind": "given", "names": [ "a", "b" ] } }
            """));

        Assert.Contains("http-404 1", fault.Message, StringComparison.Ordinal);
        var build = new BuildId(Core.Naming.DatasetName.Parse("nothing"), Core.Naming.VersionId.First);
        Assert.Equal("http-404", Assert.Single(await bench.LedgerAsync(build)).Outcome);
    }

    [Fact]
    public async Task Build_cancelled_midway_stops_its_downloads()
    {
        await using var bench = await BuildBench.CreateAsync(azurite);
        var asked = new TaskCompletionSource();
        var url = _site.Serve("/endless.jpg", (http, _) =>
        {
            asked.TrySetResult();
            return Task.Delay(Timeout.Infinite, http.RequestAborted);
        });
        var build = await bench.AcceptAsync("endless", $$"""
            { "sources": [ { "kind": "urls", "items": [ { "url": "{{url}}", "label": "a" } ] } ],
              "labels": { "kind": "given", "names": [ "a", "b" ] }, "download": { "timeoutSeconds": 60 } }
            """);

        var running = bench.RunAsync(build);
        await asked.Task.WaitAsync(TestContext.Current.CancellationToken);
        await bench.Storage.Datasets.GetBlobClient(build.Work.Cancelled)
            .UploadAsync(new BinaryData("{}"), TestContext.Current.CancellationToken);

        var fault = await Assert.ThrowsAsync<BuildFaultException>(() => running);
        Assert.Contains("cancelled", fault.Message, StringComparison.Ordinal);
    }

    private Dictionary<string, string> ServeEveryFault()
    {
        var photo = Some.Jpeg(500);
        var expected = Enumerable.Range(0, 6).ToDictionary(i => _site.Serve($"/good-{i}.jpg", Some.Jpeg(i)), _ => "kept");
        expected[_site.Root + "/nowhere.jpg"] = "http-404";
        expected[_site.Serve("/down.jpg", 503)] = "http-503";
        expected[_site.Serve("/busy.jpg", (http, visit) => Answer(http, visit == 1 ? 429 : 200, Some.Jpeg(77)))] = "kept";
        expected[_site.Serve("/slow.jpg", (http, _) => Task.Delay(Timeout.Infinite, http.RequestAborted))] = "timeout";
        expected[_site.Serve("/cut.jpg", photo[..(photo.Length / 2)])] = "truncated";
        expected[_site.Serve("/page.jpg", Encoding.ASCII.GetBytes("<!doctype html><html><body>gone</body></html>"))] = "not-an-image";
        expected[_site.Serve("/empty.jpg", [])] = "empty";
        expected[_site.Serve("/huge.jpg", [.. photo, .. new byte[600_000]])] = "too-many-bytes";
        expected[_site.Serve("/small.jpg", Some.Jpeg(501, 100, 100))] = "too-small";
        expected[_site.Redirect("/inside.jpg", "http://169.254.169.254/latest")] = "forbidden-address";
        expected[_site.Serve("/private.jpg", (http, _) =>
        {
            http.Response.Headers["X-Robots-Tag"] = "noai";
            return Answer(http, 200, photo);
        })] = "opted-out";
        expected["http://127.0.0.1:9/closed.jpg"] = "unreachable";
        expected["file:///etc/passwd"] = "forbidden-address";
        return expected;
    }

    private static Task Answer(HttpContext http, int status, byte[] body)
    {
        http.Response.StatusCode = status;
        return http.Response.Body.WriteAsync(body).AsTask();
    }
}
