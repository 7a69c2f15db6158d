using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using PhotoScore.Functions.Api;
using PhotoScore.Functions.Datasets.Api;
using PhotoScore.Functions.Tests.Downloads;
using PhotoScore.Testing;

namespace PhotoScore.Functions.Tests.Datasets;

/// <summary>Which rows of a ledger are given, asked of a build whose photos ended in different ways.</summary>
public sealed class LedgerEndpointTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private const int Photos = 12;
    private FaultySite _site = null!;
    private BuildBench _bench = null!;

    public async ValueTask InitializeAsync()
    {
        _site = await FaultySite.StartAsync();
        _bench = await BuildBench.CreateAsync(azurite);
        for (var i = 0; i < Photos; i++)
            _site.Serve($"/{i}.jpg", Some.Jpeg(i));
        _site.Serve("/1.jpg", 404);
        _site.Serve("/2.jpg", 503);
        _site.Serve("/3.jpg", Some.Jpeg(3)[..2_000]);
        _site.Serve("/4.jpg", 501);
        await _bench.UploadAsync("lists/asked.csv", System.Text.Encoding.UTF8.GetBytes(
            "url,favorites\n" + string.Join('\n', Enumerable.Range(0, Photos).Select(i => $"{_site.Root}/{i}.jpg,{i * 7 % 40}"))));
        await _bench.BuildAsync("asked", """
            { "sources": [ { "kind": "urls", "blob": "lists/asked.csv" } ], "image": { "size": 48 }, "download": { "retries": 0 },
              "labels": { "kind": "score", "score": { "metric": "favorites" }, "cut": "median" } }
            """);
    }

    public async ValueTask DisposeAsync()
    {
        await _bench.DisposeAsync();
        await _site.DisposeAsync();
    }

    [Theory]
    [InlineData("?outcome=http-404", "1.jpg http-404")]
    [InlineData("?outcome=http-410", "")]
    [InlineData("?retryable=true", "2.jpg http-503, 3.jpg truncated")]
    [InlineData("?retryable=TRUE&outcome=truncated", "3.jpg truncated")]
    [InlineData("?retryable=true&outcome=http-404", "")]
    public async Task Get_with_a_filter_gives_the_rows_that_pass(string query, string rows) => Assert.Equal(rows, string.Join(", ", Told(await RowsAsync(query))));

    [Fact]
    public async Task Get_not_retryable_gives_all_others()
    {
        var rows = Told(await RowsAsync("?retryable=false"));

        Assert.Equal(Photos - 2, rows.Count);
        Assert.Contains("1.jpg http-404", rows);
        Assert.Contains("4.jpg http-501", rows);
        Assert.DoesNotContain(rows, row => row.StartsWith("2.jpg", StringComparison.Ordinal) || row.StartsWith("3.jpg", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("?outcome=http-4o4", "outcome", "http-{status}")]
    [InlineData("?outcome=lost", "outcome", "timeout")]
    [InlineData("?outcome=lost", "outcome", "'lost'")]
    [InlineData("?retryable=perhaps", "retryable", "neither true nor false")]
    public async Task Get_with_an_unknown_word_is_refused_and_told_the_known_ones(string query, string name, string told)
    {
        var answer = Assert.IsType<ObjectResult>(await AskAsync(query));

        var problem = Assert.IsType<ProblemDetails>(answer.Value);
        var errors = Assert.IsType<Dictionary<string, string[]>>(problem.Extensions["errors"]);
        Assert.Equal((400, name), (problem.Status, Assert.Single(errors).Key));
        Assert.Contains(told, errors[name].Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_with_several_faults_names_each()
    {
        var answer = Assert.IsType<ObjectResult>(await AskAsync("?outcome=lost&retryable=perhaps&limit=0"));

        var errors = Assert.IsType<Dictionary<string, string[]>>(Assert.IsType<ProblemDetails>(answer.Value).Extensions["errors"]);
        Assert.Equal(["limit", "outcome", "retryable"], errors.Keys.Order());
    }

    private static List<string> Told(IReadOnlyList<LedgerRow> rows) =>
        [.. rows.Select(row => $"{new Uri(row.Url).Segments[^1]} {row.Outcome}").Order(StringComparer.Ordinal)];

    private async Task<IReadOnlyList<LedgerRow>> RowsAsync(string query) =>
        Assert.IsType<ListPage<LedgerRow>>(Assert.IsType<JsonResult>(await AskAsync(query)).Value).Items;

    private Task<IActionResult> AskAsync(string query)
    {
        var http = new DefaultHttpContext();
        http.Request.QueryString = new QueryString(query);
        return _bench.Get<LedgerEndpoint>().RunAsync(http.Request, "asked", "v1", TestContext.Current.CancellationToken);
    }
}
