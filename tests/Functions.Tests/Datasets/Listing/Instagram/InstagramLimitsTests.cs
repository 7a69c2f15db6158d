using System.Text.Json;
using Microsoft.AspNetCore.Http;
using PhotoScore.Core.Datasets.Recipes;
using PhotoScore.Core.Datasets.Tables;
using PhotoScore.Functions.Datasets;
using PhotoScore.Functions.Datasets.Listing;
using PhotoScore.Functions.Datasets.Listing.Apis;
using PhotoScore.Functions.Storage;
using PhotoScore.Testing;

namespace PhotoScore.Functions.Tests.Datasets.Listing.Instagram;

public sealed class InstagramLimitsTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private static readonly InstagramSource Recipe = new() { Accounts = ["a"] };

    private GraphStandIn _api = null!;
    private PhotoStorage _storage = null!;
    private InstagramBench _bench = null!;

    public async ValueTask InitializeAsync()
    {
        _api = await GraphStandIn.StartAsync();
        _api.Accounts["a"] = (10, InstagramBench.Posts(180));
        _storage = await Functions.Tests.Some.StorageAsync(azurite);
        _bench = new InstagramBench(_storage, _api);
    }

    public ValueTask DisposeAsync() => _api.DisposeAsync();

    [Fact]
    public async Task ListAsync_faults_that_pass_are_tried_again()
    {
        _api.Disturb = async (http, _, before) =>
        {
            switch (before)
            {
                case 0:
                    await GraphStandIn.RefuseAsync(http, 500, 2, "An unexpected error has occurred.", transient: true);
                    return true;
                case 1:
                    http.Response.StatusCode = 503;
                    await http.Response.WriteAsync("<html>Sorry</html>");
                    return true;
                case 3:
                    await http.Response.WriteAsync("""{ "business_discovery": { "media": { "data": [ { "id": "cut""");
                    return true;
                case 4:
                    http.Response.ContentLength = 1_000;
                    await http.Response.WriteAsync("{");
                    await http.Response.Body.FlushAsync();
                    http.Abort();
                    return true;
                default:
                    return false;
            }
        };

        var page = await _bench.PageAsync(Recipe);

        Assert.Equal(180, page.Candidates.Count);
        Assert.Null(page.NextPage);
        Assert.Equal(4 + 4, _api.Tokens.Count);
    }

    [Fact]
    public async Task ListAsync_api_that_stays_down_gives_up_after_some_attempts()
    {
        _api.Disturb = async (http, _, _) =>
        {
            await GraphStandIn.RefuseAsync(http, 500, 1, "An unknown error occurred");
            return true;
        };

        var failure = await Assert.ThrowsAsync<ApiUnavailableException>(() => _bench.PageAsync(Recipe));

        Assert.Contains("An unknown error occurred", failure.Message, StringComparison.Ordinal);
        Assert.Equal(5, _api.Tokens.Count);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(17)]
    [InlineData(32)]
    [InlineData(613)]
    [InlineData(80_002)]
    public async Task ListAsync_token_at_its_limit_hands_over_to_the_other(int code)
    {
        var spent = "";
        _api.Disturb = async (http, token, before) =>
        {
            spent = before == 0 ? token : spent;
            if (token != spent)
                return false;
            await GraphStandIn.RefuseAsync(http, 403, code, "Request limit reached", transient: true);
            return true;
        };

        var page = await _bench.PageAsync(Recipe);

        Assert.Equal(180, page.Candidates.Count);
        Assert.Equal(1, _api.Tokens.Count(token => token == spent));
    }

    [Fact]
    public async Task ListAsync_all_tokens_at_their_limit_waits_as_long_as_the_header_says_in_every_process()
    {
        _api.Disturb = async (http, _, _) =>
        {
            http.Response.Headers["X-Business-Use-Case-Usage"] = """{"1":[{"type":"instagram","call_count":100,"total_cputime":25,"total_time":25,"estimated_time_to_regain_access":19}]}""";
            await GraphStandIn.RefuseAsync(http, 403, 4, "Application request limit reached", transient: true);
            return true;
        };
        var start = _bench.Clock.GetUtcNow();

        var wait = await Assert.ThrowsAsync<NotYetException>(() => _bench.PageAsync(Recipe));
        // Another process: nothing but storage is shared.
        var again = await Assert.ThrowsAsync<NotYetException>(() => _bench.PageAsync(Recipe));

        Assert.Equal(TimeSpan.FromMinutes(19), wait.NotBefore - start);
        Assert.Equal(wait.NotBefore, again.NotBefore);
        Assert.Equal(2, _api.Tokens.Count);
    }

    [Fact]
    public async Task ListAsync_good_answer_of_a_limit_used_up_leaves_its_token_alone()
    {
        var first = "";
        _api.Disturb = (http, token, before) =>
        {
            first = before == 0 ? token : first;
            if (token == first)
                http.Response.Headers["X-App-Usage"] = """{"call_count":100,"total_time":20,"total_cputime":20}""";
            return Task.FromResult(false);
        };

        var page = await _bench.PageAsync(Recipe);

        Assert.Equal(180, page.Candidates.Count);
        Assert.Equal(1, _api.Tokens.Count(token => token == first));
    }

    [Fact]
    public async Task ListAsync_budget_that_ends_midway_commits_what_was_listed_and_goes_on_later()
    {
        _bench.Options.CallsPerHour = 1;

        var page = await _bench.PageAsync(Recipe);
        var wait = await Assert.ThrowsAsync<NotYetException>(() => _bench.PageAsync(Recipe, page.NextPage));

        Assert.Equal(100, page.Candidates.Count);
        Assert.Equal([InstagramBench.FirstToken, InstagramBench.SecondToken], _api.Tokens.Order());
        Assert.InRange(wait.NotBefore - _bench.Clock.GetUtcNow(), TimeSpan.FromMinutes(59), TimeSpan.FromMinutes(62));

        using var timer = _bench.Clock.CreateTimer(_ => { }, null, TimeSpan.FromMinutes(62), Timeout.InfiniteTimeSpan);
        var rest = await _bench.PageAsync(Recipe, page.NextPage);
        Assert.Equal(80, rest.Candidates.Count);
        Assert.Null(rest.NextPage);
    }

    [Theory]
    [InlineData(190, "token 1 of 1")]
    [InlineData(10, "instagram_basic")]
    [InlineData(18, "30 different hashtags")]
    [InlineData(100, "code 100")]
    public async Task ListAsync_refusal_for_good_is_a_fault_that_says_what_to_do(int code, string said)
    {
        _bench.Options.Tokens = [InstagramBench.FirstToken];
        _api.Disturb = async (http, _, _) =>
        {
            await GraphStandIn.RefuseAsync(http, 400, code, "No.");
            return true;
        };

        var fault = await Assert.ThrowsAsync<BuildFaultException>(() => _bench.PageAsync(Recipe));

        Assert.Contains(said, fault.Message, StringComparison.Ordinal);
        Assert.Single(_api.Tokens);
    }

    [Fact]
    public async Task ListAsync_without_token_or_account_says_what_to_configure()
    {
        _bench.Options.Tokens = [];
        var noToken = await Assert.ThrowsAsync<BuildFaultException>(() => _bench.PageAsync(Recipe));
        _bench.Options.UserId = "";
        var noUser = await Assert.ThrowsAsync<BuildFaultException>(() => _bench.PageAsync(Recipe));

        Assert.Contains("Sources:Instagram", noToken.Message, StringComparison.Ordinal);
        Assert.Contains("Sources:Instagram:UserId", noUser.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Token_never_leaves_in_a_page_an_exception_or_a_blob()
    {
        var said = new List<string>();
        _api.Accounts["a"] = (10, InstagramBench.Posts(1_100));
        foreach (var page in await _bench.AllAsync(Recipe))
        {
            said.Add(JsonSerializer.Serialize(page));
            using var table = new MemoryStream();
            await CandidatePages.WriteAsync(table, page, TestContext.Current.CancellationToken);
            said.Add(System.Text.Encoding.Latin1.GetString(table.ToArray()));
        }
        foreach (var code in (int[])[1, 4, 100, 190])
        {
            _api.Disturb = async (http, token, _) =>
            {
                await GraphStandIn.RefuseAsync(http, 400, code, $"Malformed access token {token} in {http.Request.QueryString}");
                return true;
            };
            said.Add((await Assert.ThrowsAnyAsync<Exception>(() => _bench.PageAsync(Recipe))).ToString());
        }
        await foreach (var blob in _storage.State.GetBlobsAsync(cancellationToken: TestContext.Current.CancellationToken))
            said.Add((await _storage.State.GetBlobClient(blob.Name).DownloadContentAsync(TestContext.Current.CancellationToken)).Value.Content.ToString());

        Assert.Equal(11, said.Count);
        Assert.All(said, text => Assert.DoesNotContain("secret", text, StringComparison.Ordinal));
    }
}
