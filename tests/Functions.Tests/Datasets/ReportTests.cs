using System.Text;
using System.Text.Json;
using System.Xml;
using System.Xml.Linq;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using PhotoScore.Functions.Datasets;
using PhotoScore.Functions.Datasets.Reporting;
using PhotoScore.Testing;

namespace PhotoScore.Functions.Tests.Datasets;

public sealed class ReportTests(AzuriteFixture azurite)
{
    private const string Recipe = """
        { "sources": [ { "kind": "folder", "name": "pets" } ], "labels": { "kind": "folder" },
          "image": { "size": 64 }, "split": { "train": 0.6, "validation": 0.2, "test": 0.2 } }
        """;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Report_tells_what_the_build_made()
    {
        await using var bench = await BenchAsync();

        var build = await bench.BuildAsync("pets", Recipe);

        var blobs = await bench.BlobsAsync(build, name => name.StartsWith("report", StringComparison.Ordinal));
        var report = JsonDocument.Parse(blobs["report.json"]).RootElement;
        Assert.Equal((14, 12), (report.GetProperty("candidates").GetInt32(), report.GetProperty("photos").GetInt32()));
        Assert.Equal((await bench.ManifestAsync(build)).PhotosSha256, report.GetProperty("photosSha256").GetString());
        var photos = await bench.PhotosAsync(build);
        var classes = report.GetProperty("classes").EnumerateArray().ToList();
        Assert.Equal(["cat", "dog"], classes.Select(one => one.GetProperty("name").GetString()!));
        Assert.Equal(
            photos.Where(row => row.Photo.Split == Core.Datasets.Split.Train).Select(row => row.Photo.Key).Order(),
            classes.SelectMany(one => one.GetProperty("samples").EnumerateArray()).Select(photo => photo.GetProperty("key").GetString()!).Order());
        var cluster = Assert.Single(report.GetProperty("duplicates").GetProperty("largest").EnumerateArray());
        Assert.Equal(["duplicate", "kept"], cluster.GetProperty("shown").EnumerateArray().Select(photo => photo.GetProperty("outcome").GetString()!).Order());

        var page = Parse(blobs["report.html"]);
        // The samples, two means, and the two pictures of the cluster.
        Assert.Equal(classes.Sum(one => one.GetProperty("samples").GetArrayLength()) + 2 + 2, page.Descendants("img").Count());
    }

    [Fact]
    public async Task Report_written_again_has_the_same_bytes_and_what_is_there_stays()
    {
        await using var bench = await BenchAsync();
        byte[][] html = [], json = [];
        bench.Disturb = async (name, run) =>
        {
            var result = await run(Cancellation);
            if (name != nameof(WriteReport))
                return result;
            for (var attempt = 0; attempt < 2; attempt++)
            {
                var blobs = await bench.BlobsAsync(Build, blob => blob.StartsWith("report", StringComparison.Ordinal));
                (html, json) = ([.. html, blobs["report.html"]], [.. json, blobs["report.json"]]);
                // As after a crash between the two: the page is missing.
                await bench.Storage.Datasets.GetBlobClient(Build.Paths.Report).DeleteAsync(cancellationToken: Cancellation);
                await run(Cancellation);
            }
            return result;
        };

        await bench.BuildAsync("pets", Recipe);

        Assert.Equal(html[0], html[1]);
        Assert.Equal(json[0], json[1]);
        Assert.Equal(html[0], (await bench.BlobsAsync(Build, name => name == "report.html"))["report.html"]);
    }

    [Fact]
    public async Task Endpoint_answers_html_json_and_not_modified()
    {
        await using var bench = await BenchAsync();
        await bench.BuildAsync("pets", Recipe);

        var html = await AskAsync(bench);
        var json = await AskAsync(bench, query: "?format=json");
        var accepted = await AskAsync(bench, accept: "application/json");
        var browser = await AskAsync(bench, accept: "text/html,application/xhtml+xml,application/json;q=0.1,*/*;q=0.8");
        var again = await AskAsync(bench, known: html.Headers.ETag.ToString());
        var changed = await AskAsync(bench, known: "\"another\"");

        Assert.Equal((200, "text/html; charset=utf-8"), (html.Status, html.Type));
        Assert.NotNull(Parse(html.Body).Root);
        Assert.Equal((200, "application/json"), (json.Status, json.Type));
        Assert.Equal(json.Body, accepted.Body);
        Assert.Equal(html.Body, browser.Body);
        Assert.Equal((304, 0), (again.Status, again.Body.Length));
        Assert.Equal(html.Headers.ETag, again.Headers.ETag);
        Assert.Equal(html.Body, changed.Body);
        Assert.Contains("default-src 'none'", html.Headers.ContentSecurityPolicy.ToString(), StringComparison.Ordinal);
        Assert.Equal("nosniff", html.Headers.XContentTypeOptions);
    }

    [Fact]
    public async Task Endpoint_what_is_not_there_is_a_problem()
    {
        await using var bench = await BenchAsync();
        await bench.AcceptAsync("pets", Recipe);

        Assert.Equal((409, "application/problem+json"), Short(await AskAsync(bench)));
        Assert.Equal((404, "application/problem+json"), Short(await AskAsync(bench, version: "v2")));
        Assert.Equal((404, "application/problem+json"), Short(await AskAsync(bench, dataset: "No Name")));
        Assert.Equal((400, "application/problem+json"), Short(await AskAsync(bench, query: "?format=pdf")));
    }

    private static BuildId Build => new(Core.Naming.DatasetName.Parse("pets"), Core.Naming.VersionId.First);

    // Twelve photos of two classes, one of them twice, and a file that is none.
    private async Task<BuildBench> BenchAsync()
    {
        var bench = await BuildBench.CreateAsync(azurite);
        for (var i = 0; i < 12; i++)
            await bench.UploadAsync($"pets/{(i % 2 == 0 ? "cat" : "dog")}/{i:D3}.jpg", Some.Jpeg(i));
        await bench.UploadAsync("pets/cat/same.jpg", Some.Jpeg(0));
        await bench.UploadAsync("pets/cat/none.jpg", [1, 2, 3]);
        return bench;
    }

    private static async Task<Answer> AskAsync(
        BuildBench bench, string dataset = "pets", string version = "v1", string query = "", string? accept = null, string? known = null)
    {
        var context = new DefaultHttpContext
        {
            RequestServices = new ServiceCollection().AddMvcCore().Services.AddSingleton<Microsoft.Extensions.Logging.ILoggerFactory>(NullLoggerFactory.Instance).BuildServiceProvider(),
            Response = { Body = new MemoryStream() },
        };
        context.Request.QueryString = new QueryString(query);
        if (accept is not null)
            context.Request.Headers.Accept = accept;
        if (known is not null)
            context.Request.Headers.IfNoneMatch = known;

        var result = await bench.Get<ReportEndpoint>().RunAsync(context.Request, dataset, version, Cancellation);
        await result.ExecuteResultAsync(new ActionContext { HttpContext = context });
        return new Answer(context.Response.StatusCode, context.Response.ContentType, context.Response.Headers, ((MemoryStream)context.Response.Body).ToArray());
    }

    private static (int, string?) Short(Answer answer) => (answer.Status, answer.Type?.Split(';')[0]);

    private static XDocument Parse(byte[] html)
    {
        using var reader = XmlReader.Create(new StringReader(Encoding.UTF8.GetString(html)), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore });
        return XDocument.Load(reader);
    }

    private sealed record Answer(int Status, string? Type, IHeaderDictionary Headers, byte[] Body);
}
