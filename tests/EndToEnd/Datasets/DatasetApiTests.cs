using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using PhotoScore.EndToEnd.Processes;
using PhotoScore.Testing;

namespace PhotoScore.EndToEnd.Datasets;

/// <summary>The HTTP API of datasets, asked of the real process.</summary>
[Collection(nameof(FunctionsProcess))]
public sealed class DatasetApiTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private const string Recipe = """{ "sources": [ { "kind": "folder", "name": "api" } ], "labels": { "kind": "folder" }, "image": { "size": 32 } }""";

    private FunctionsProcess _functions = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _functions = new FunctionsProcess(azurite.ConnectionString, new Dictionary<string, string> { ["Downloads__AllowLoopback"] = "true" });
        await _functions.StartAsync(Cancellation);
    }

    public ValueTask DisposeAsync() => _functions.DisposeAsync();

    [Fact]
    public async Task Dataset_is_built_listed_and_read_back()
    {
        await UploadAsync();

        using var posted = await _functions.Http.PostAsync("/api/datasets/api-one/builds", new StringContent(Recipe), Cancellation);
        Assert.Equal(HttpStatusCode.Accepted, posted.StatusCode);
        Assert.Equal("/api/datasets/api-one/builds/v1", posted.Headers.Location?.ToString());
        Assert.NotNull(posted.Headers.RetryAfter);
        var progress = await _functions.EndOfBuildAsync("/api/datasets/api-one/builds/v1", TimeSpan.FromMinutes(2), Cancellation);

        Assert.Equal("completed", progress.GetProperty("status").GetString());
        Assert.Equal((13, 13), (progress.GetProperty("candidates").GetInt32(), progress.GetProperty("done").GetInt32()));
        var manifest = await _functions.GetAsync("/api/datasets/api-one/v1", Cancellation);
        Assert.Equal(["cat", "dog"], manifest.GetProperty("classes").EnumerateArray().Select(name => name.GetString()!));
        foreach (var member in (string[])["funnel", "successRate", "duplicates", "leakage", "warnings", "labels"])
        {
            Assert.True(manifest.GetProperty("findings").TryGetProperty(member, out _), member);
            Assert.True(progress.GetProperty("findings").TryGetProperty(member, out _), member);
        }
        Assert.Equal((0, JsonValueKind.Array), (progress.GetProperty("reused").GetInt32(), progress.GetProperty("warnings").ValueKind));
        var listed = await _functions.GetAsync("/api/datasets?after=api-nothing&limit=1", Cancellation);
        Assert.Equal("api-one", Assert.Single(listed.GetProperty("items").EnumerateArray()).GetProperty("name").GetString());
        await CheckLedgerAsync();
        await CheckReportAsync();
    }

    [Fact]
    public async Task Post_recipe_full_of_faults_names_them_all()
    {
        using var response = await _functions.Http.PostAsync("/api/datasets/api-two/builds", new StringContent("""
            { "sources": [ { "kind": "folder", "name": "../x" }, { "kind": "nowhere" } ], "labels": { "kind": "folder" }, "image": { "size": -1 }, "extra": 1 }
            """), Cancellation);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var errors = JsonDocument.Parse(await response.Content.ReadAsStringAsync(Cancellation)).RootElement.GetProperty("errors");
        var paths = errors.EnumerateObject().Select(error => error.Name).ToList();
        Assert.Contains("$.sources[0].name", paths);
        Assert.Contains("$.image.size", paths);
        Assert.True(paths.Count >= 4, string.Join(' ', paths));
    }

    [Theory]
    [InlineData("api-three", "$.sources[0].name")]
    [InlineData("Bad_Name", "dataset")]
    public async Task Post_what_can_not_be_built_is_refused_and_allocates_nothing(string dataset, string path)
    {
        using var response = await _functions.Http.PostAsync($"/api/datasets/{dataset}/builds", new StringContent(Recipe.Replace("\"api\"", "\"nothing-there\"")), Cancellation);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var errors = JsonDocument.Parse(await response.Content.ReadAsStringAsync(Cancellation)).RootElement.GetProperty("errors");
        Assert.True(errors.TryGetProperty(path, out _), errors.ToString());
        Assert.Equal(HttpStatusCode.NotFound, (await _functions.Http.GetAsync($"/api/datasets/{dataset}", Cancellation)).StatusCode);
    }

    [Theory]
    [InlineData("/api/datasets/unknown-one")]
    [InlineData("/api/datasets/unknown-one/v1")]
    [InlineData("/api/datasets/unknown-one/v1/ledger")]
    [InlineData("/api/datasets/unknown-one/builds/v1")]
    [InlineData("/api/datasets/unknown-one/builds/v0")]
    public async Task Get_what_does_not_exist_is_a_problem_that_says_so(string path)
    {
        using var response = await _functions.Http.GetAsync(path, Cancellation);

        Assert.Equal((HttpStatusCode.NotFound, "application/problem+json"), (response.StatusCode, response.Content.Headers.ContentType?.MediaType));
    }

    [Fact]
    public async Task Delete_running_build_cancels_it()
    {
        // A port where somebody listens and never answers.
        using var silent = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        await _functions.PostAsync("/api/datasets/api-four/builds", $$"""
            { "sources": [ { "kind": "urls", "items": [ { "url": "http://127.0.0.1:{{((IPEndPoint)silent.LocalEndpoint).Port}}/a.jpg", "label": "a" } ] } ],
              "labels": { "kind": "given", "names": [ "a", "b" ] }, "download": { "timeoutSeconds": 100 } }
            """, HttpStatusCode.Accepted, Cancellation);
        var connection = await silent.AcceptSocketAsync(Cancellation);

        using var response = await _functions.Http.DeleteAsync("/api/datasets/api-four/builds/v1", Cancellation);

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        Assert.Equal("cancelled", (await _functions.EndOfBuildAsync("/api/datasets/api-four/builds/v1", TimeSpan.FromMinutes(2), Cancellation)).GetProperty("status").GetString());
        // The download itself stops, long before its time is up: the connection is closed from the other side.
        var request = new byte[4096];
        while (await ReceiveAsync(connection, request) > 0)
        {
        }
    }

    private static async Task<int> ReceiveAsync(System.Net.Sockets.Socket connection, byte[] buffer)
    {
        try
        {
            return await connection.ReceiveAsync(buffer, Cancellation).AsTask().WaitAsync(TimeSpan.FromSeconds(60), Cancellation);
        }
        catch (System.Net.Sockets.SocketException)
        {
            return 0;
        }
    }

    private async Task CheckReportAsync()
    {
        using var page = await _functions.Http.GetAsync("/api/datasets/api-one/v1/report", Cancellation);
        Assert.Equal((HttpStatusCode.OK, "text/html"), (page.StatusCode, page.Content.Headers.ContentType?.MediaType));
        Assert.Contains("default-src 'none'", page.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        using var again = new HttpRequestMessage(HttpMethod.Get, "/api/datasets/api-one/v1/report") { Headers = { IfNoneMatch = { page.Headers.ETag! } } };
        using var same = await _functions.Http.SendAsync(again, Cancellation);
        Assert.Equal(HttpStatusCode.NotModified, same.StatusCode);
        var report = await _functions.GetAsync("/api/datasets/api-one/v1/report?format=json", Cancellation);
        Assert.Equal((13, 12), (report.GetProperty("candidates").GetInt32(), report.GetProperty("photos").GetInt32()));
    }

    private async Task CheckLedgerAsync()
    {
        const string Ledger = "/api/datasets/api-one/v1/ledger";
        var first = await _functions.GetAsync($"{Ledger}?limit=5", Cancellation);
        var next = first.GetProperty("next").GetString();
        var second = await _functions.GetAsync($"{Ledger}?limit=100&after={next}", Cancellation);
        var keys = first.GetProperty("items").EnumerateArray().Concat(second.GetProperty("items").EnumerateArray()).Select(row => row.GetProperty("key").GetString()).ToList();
        Assert.Equal(13, keys.Distinct().Count());
        Assert.Equal(keys.Order(StringComparer.Ordinal), keys);

        var broken = await _functions.GetAsync($"{Ledger}?outcome=not-an-image", Cancellation);
        Assert.Equal("cat/broken.jpg", Assert.Single(broken.GetProperty("items").EnumerateArray()).GetProperty("id").GetString());

        using var asked = new HttpRequestMessage(HttpMethod.Get, Ledger) { Headers = { Accept = { new MediaTypeWithQualityHeaderValue("application/jsonl") } } };
        using var answer = await _functions.Http.SendAsync(asked, Cancellation);
        var lines = (await answer.Content.ReadAsStringAsync(Cancellation)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(keys, lines.Select(line => JsonDocument.Parse(line).RootElement.GetProperty("key").GetString()));

        var parquet = await _functions.Http.GetByteArrayAsync($"{Ledger}?format=parquet", Cancellation);
        Assert.Equal("PAR1"u8.ToArray(), parquet[^4..]);
        Assert.Equal(HttpStatusCode.BadRequest, (await _functions.Http.GetAsync($"{Ledger}?limit=0", Cancellation)).StatusCode);
    }

    private async Task UploadAsync()
    {
        var sources = azurite.Blobs.GetBlobContainerClient("sources");
        for (var i = 0; i < 12; i++)
            await sources.GetBlobClient($"api/{(i % 2 == 0 ? "cat" : "dog")}/{i}.jpg").UploadAsync(new BinaryData(Photos.Jpeg(i)), overwrite: true, Cancellation);
        await sources.GetBlobClient("api/cat/broken.jpg").UploadAsync(new BinaryData("this is text, not a photo"), overwrite: true, Cancellation);
    }
}
