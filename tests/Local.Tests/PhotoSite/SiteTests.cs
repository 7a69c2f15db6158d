using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using PhotoScore.Local.PhotoSite;
using SkiaSharp;

namespace PhotoScore.Local.Tests.PhotoSite;

public sealed class SiteTests : IAsyncLifetime
{
    private readonly WebApplication _site = Site.Create("--urls", "http://127.0.0.1:0");
    private HttpClient _http = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _site.StartAsync();
        _http = new HttpClient { BaseAddress = new Uri(_site.Urls.Single()) };
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _site.DisposeAsync();
    }

    [Fact]
    public async Task List_addresses_lead_to_pictures()
    {
        foreach (var row in await ListAsync("count=5&seed=3"))
        {
            using var picture = SKBitmap.Decode(await _http.GetByteArrayAsync(row.GetProperty("url").GetString(), Cancellation));

            Assert.NotNull(picture);
            Assert.InRange(row.GetProperty("favorites").GetInt32(), 0, row.GetProperty("views").GetInt32());
            Assert.NotEmpty(row.GetProperty("author").GetString()!);
            Assert.InRange(row.GetProperty("uploadedAt").GetDateTimeOffset().Year, 2015, 2023);
        }
    }

    [Fact]
    public async Task List_csv_says_the_same_as_jsonl()
    {
        var lines = (await _http.GetStringAsync("list.csv?count=20&seed=3", Cancellation)).TrimEnd().Split('\n');

        Assert.Equal("url,id,author,views,favorites,uploadedAt", lines[0]);
        Assert.Equal(
            (await ListAsync("count=20&seed=3")).Select(row => $"{row.GetProperty("url")},{row.GetProperty("id")},{row.GetProperty("author")},{row.GetProperty("views")},{row.GetProperty("favorites")},{row.GetProperty("uploadedAt").GetDateTimeOffset():yyyy-MM-ddTHH:mm:ssZ}"),
            lines[1..]);
    }

    [Theory]
    [InlineData("notFound", HttpStatusCode.NotFound)]
    [InlineData("tooMany", HttpStatusCode.TooManyRequests)]
    [InlineData("empty", HttpStatusCode.OK)]
    [InlineData("html", HttpStatusCode.OK)]
    [InlineData("truncated", HttpStatusCode.OK)]
    public async Task Photo_fault_rate_one_always_fails(string fault, HttpStatusCode status)
    {
        using var response = await _http.GetAsync($"photos/000001.jpg?{fault}=1", Cancellation);

        Assert.Equal(status, response.StatusCode);
        var body = await response.Content.ReadAsByteArrayAsync(Cancellation);
        using var data = SKData.CreateCopy(body);
        using var codec = body.Length == 0 ? null : SKCodec.Create(data);
        using var picture = codec is null ? null : new SKBitmap(codec.Info);
        Assert.NotEqual(SKCodecResult.Success, picture is null ? SKCodecResult.InvalidInput : codec!.GetPixels(picture.Info, picture.GetPixels()));
    }

    [Fact]
    public async Task Photo_refused_with_429_succeeds_when_asked_again()
    {
        const string photo = "photos/000009.jpg?tooMany=1&retryAfterSeconds=3";
        using var first = await _http.GetAsync(photo, Cancellation);
        using var second = await _http.GetAsync(photo, Cancellation);

        Assert.Equal((HttpStatusCode.TooManyRequests, 3), (first.StatusCode, (int)first.Headers.RetryAfter!.Delta!.Value.TotalSeconds));
        Assert.Equal(await _http.GetByteArrayAsync("photos/000009.jpg", Cancellation), await second.Content.ReadAsByteArrayAsync(Cancellation));
    }

    [Fact]
    public async Task Photo_faults_come_at_their_rate_and_the_same_each_time()
    {
        var list = await ListAsync("count=200&notFound=0.3&empty=0.2");
        var first = await OutcomesAsync(list);

        Assert.Equal(first, await OutcomesAsync(list));
        Assert.Equal(0.3, first.Count(outcome => outcome == "404") / 200.0, 0.08);
        Assert.Equal(0.2, first.Count(outcome => outcome == "empty") / 200.0, 0.08);
    }

    [Fact]
    public async Task Photo_exact_duplicates_have_equal_bytes_and_near_ones_do_not()
    {
        async Task<int> DistinctAsync(string copies)
        {
            var files = new HashSet<string>();
            foreach (var row in await ListAsync($"count=60&{copies}=0.3"))
                files.Add(Convert.ToHexString(await _http.GetByteArrayAsync(row.GetProperty("url").GetString(), Cancellation)));
            return files.Count;
        }

        // Near copies of one original equal one another, so they too may repeat.
        Assert.InRange(await DistinctAsync("duplicates"), 30, 52);
        Assert.InRange(await DistinctAsync("nearDuplicates"), await DistinctAsync("duplicates") + 3, 60);
    }

    [Fact]
    public async Task Truth_states_the_best_accuracy()
    {
        var truth = await _http.GetFromJsonAsync<JsonElement>("truth?count=1500&cut=mean", Cancellation);

        Assert.InRange(truth.GetProperty("bestAccuracy").GetDouble(), 0.85, 0.95);
        Assert.InRange(truth.GetProperty("majorityBaseline").GetDouble(), 0.5, 0.6);
    }

    [Theory]
    [InlineData("list.jsonl?count=0", "count must be")]
    [InlineData("list.csv?notFound=2", "notFound must be between 0 and 1")]
    [InlineData("photos/000001.jpg?notFound=0.6&empty=0.6", "together")]
    [InlineData("truth?cut=middle", "median, mean or a number")]
    public async Task Bad_query_is_refused_with_the_reason(string address, string reason)
    {
        using var response = await _http.GetAsync(address, Cancellation);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(reason, await response.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    private async Task<List<JsonElement>> ListAsync(string query)
    {
        var lines = await _http.GetStringAsync($"list.jsonl?{query}", Cancellation);
        return [.. lines.TrimEnd().Split('\n').Select(line => JsonElement.Parse(line))];
    }

    private async Task<List<string>> OutcomesAsync(List<JsonElement> list)
    {
        var outcomes = new List<string>();
        foreach (var row in list)
        {
            using var response = await _http.GetAsync(row.GetProperty("url").GetString(), Cancellation);
            outcomes.Add(response.StatusCode == HttpStatusCode.NotFound ? "404" : response.Content.Headers.ContentLength == 0 ? "empty" : "picture");
        }
        return outcomes;
    }
}
