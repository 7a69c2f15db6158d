using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using PhotoScore.Core.Models;
using PhotoScore.Core.Storage;
using PhotoScore.Core.Training;
using PhotoScore.Functions.Models;
using PhotoScore.Functions.Models.Routing;
using PhotoScore.Functions.Storage;
using PhotoScore.Testing;

namespace PhotoScore.Functions.Tests.Models.Routing;

public sealed class RouteFunctionsTests(AzuriteFixture azurite)
{
    private const string Split = """{ "routes": [ { "version": "v1", "share": 0.9 }, { "version": "v2", "share": 0.1 } ], "shadow": "v3", "reason": "a trial" }""";

    [Fact]
    public async Task Put_with_the_tag_that_get_gave_divides_requests_and_gives_a_new_tag()
    {
        var (storage, tag) = await ArrangeAsync();

        var (status, body, next) = await PutAsync(storage, Split, ifMatch: tag);

        var current = Assert.IsType<ModelItem>(body).Current!;
        Assert.Equal(200, status);
        Assert.Equal([new ModelRoute(new(1), 0.9), new ModelRoute(new(2), 0.1)], current.Routes);
        Assert.Equal((new(3), "a trial"), (current.Shadow!.Value, current.Reason));
        Assert.Equal(new(1), Assert.Single(Assert.Single(current.History).Routes).Version);
        Assert.NotEqual(tag, next);
        Assert.Equal(next, (await GetAsync(storage)).Tag);
    }

    [Theory]
    [InlineData(null, null, 428)]
    [InlineData("\"0x1\"", null, 412)]
    [InlineData("W/\"0x1\"", null, 412)]
    [InlineData(null, "*", 412)]
    [InlineData("*", null, 200)]
    public async Task Put_is_taken_only_from_who_knows_what_it_replaces(string? ifMatch, string? ifNoneMatch, int status)
    {
        var (storage, _) = await ArrangeAsync();

        Assert.Equal(status, (await PutAsync(storage, Split, ifMatch, ifNoneMatch)).Status);
    }

    [Fact]
    public async Task Put_where_nothing_is_current_is_taken_once_with_if_none_match()
    {
        var (storage, _) = await ArrangeAsync(promote: false);

        Assert.Equal(404, (await GetAsync(storage)).Status);
        Assert.Equal(412, (await PutAsync(storage, Split, ifMatch: "*")).Status);
        Assert.Equal(200, (await PutAsync(storage, Split, ifNoneMatch: "*")).Status);
        Assert.Equal(412, (await PutAsync(storage, Split, ifNoneMatch: "*")).Status);
    }

    [Fact]
    public async Task Put_many_at_once_with_one_tag_is_taken_once()
    {
        var (storage, tag) = await ArrangeAsync();

        var statuses = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ => (await PutAsync(storage, Split, ifMatch: tag)).Status));

        Assert.Equal([200, 412, 412, 412, 412, 412, 412, 412], statuses.Order());
    }

    [Theory]
    [InlineData("{", "$")]
    [InlineData("[]", "$")]
    [InlineData("{}", "$.routes")]
    [InlineData("""{ "routes": [], "shaddow": "v1" }""", "$.routes $.shaddow")]
    [InlineData("""{ "routes": [ { "version": "v1", "share": 0.5 }, { "version": "v2", "share": 0.4 } ] }""", "$.routes")]
    [InlineData("""{ "routes": [ { "version": "v1", "share": 0.5 }, { "version": "v1", "share": 0.5 } ] }""", "$.routes[1].version")]
    [InlineData("""{ "routes": [ { "version": "first", "share": 2 } ], "shadow": 3, "reason": [] }""", "$.reason $.routes[0].share $.routes[0].version $.shadow")]
    [InlineData("""{ "routes": [ { "version": "v1", "share": 1 } ], "shadow": "v1" }""", "$.shadow")]
    [InlineData("""{ "routes": [ { "version": "v1", "share": 0.5 }, { "version": "v9", "share": 0.5 } ], "shadow": "v8" }""", "$.routes[1].version $.shadow")]
    [InlineData("""{ "routes": [ { "version": "v1", "share": 0.5 }, { "version": "v4", "share": 0.5 } ] }""", "$.routes[1].version")]
    public async Task Put_names_every_fault(string body, string paths)
    {
        var (storage, tag) = await ArrangeAsync();

        var (status, answer, _) = await PutAsync(storage, body, ifMatch: tag);

        Assert.Equal(400, status);
        var faults = Assert.IsAssignableFrom<IReadOnlyDictionary<string, string[]>>(Assert.IsType<ProblemDetails>(answer).Extensions["errors"]);
        Assert.Equal(paths.Split(' '), faults.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Roll_back_returns_to_what_was_current_and_says_when_there_is_nothing()
    {
        var (storage, tag) = await ArrangeAsync();
        await PutAsync(storage, Split, ifMatch: tag);

        var (status, body, _) = await RollBackAsync(storage, """{ "reason": "too many dogs" }""");
        var (again, problem, _) = await RollBackAsync(storage);

        var current = Assert.IsType<ModelItem>(body).Current!;
        Assert.Equal((200, "Rolled back from v1 (90%), v2 (10%): too many dogs"), (status, current.Reason));
        Assert.Equal([new ModelRoute(new(1), 1)], current.Routes);
        Assert.Equal(409, again);
        Assert.Contains("Nothing was current before v1", Assert.IsType<ProblemDetails>(problem).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Roll_back_with_an_old_tag_changes_nothing()
    {
        var (storage, tag) = await ArrangeAsync();
        await PutAsync(storage, Split, ifMatch: tag);

        var (status, _, now) = await RollBackAsync(storage, ifMatch: tag);

        Assert.Equal(412, status);
        Assert.Equal(now, (await GetAsync(storage)).Tag);
    }

    [Fact]
    public async Task Roll_back_to_a_version_that_is_gone_is_refused()
    {
        var (storage, tag) = await ArrangeAsync();
        await PutAsync(storage, Split, ifMatch: tag);
        await storage.Models.DeleteBlobAsync(new ModelPaths(Some.Model, new(1)).Manifest, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(409, (await RollBackAsync(storage)).Status);
    }

    [Fact]
    public async Task Routes_that_can_not_be_read_are_told_and_can_be_replaced()
    {
        var (storage, _) = await ArrangeAsync();
        await storage.Models.GetBlobClient(ModelPaths.Current(Some.Model))
            .UploadAsync(BinaryData.FromString("{ \"routes\": 7 }"), overwrite: true, TestContext.Current.CancellationToken);

        var (status, _, tag) = await GetAsync(storage);
        var rollback = await RollBackAsync(storage);
        var put = await PutAsync(storage, Split, ifMatch: tag);

        Assert.Equal((500, 409, 200), (status, rollback.Status, put.Status));
    }

    [Fact]
    public async Task Routes_of_an_unknown_model_are_not_found()
    {
        var storage = await Some.StorageAsync(azurite);

        Assert.Equal(404, (await GetAsync(storage)).Status);
        Assert.Equal(404, (await PutAsync(storage, Split, ifMatch: "*")).Status);
        Assert.Equal(404, (await RollBackAsync(storage)).Status);
    }

    /// <summary>Three versions that tell the same classes apart and one that does not; the first is current.</summary>
    private async Task<(PhotoStorage Storage, string? Tag)> ArrangeAsync(bool promote = true)
    {
        var storage = await Some.StorageAsync(azurite);
        for (var version = 1; version <= 3; version++)
            await Some.PublishAsync(storage, version);
        await storage.Models.CreateJsonAsync(
            new ModelPaths(Some.Model, new(4)).Manifest, Some.Manifest(4) with { Classes = ["cat", "dog"] }, TestContext.Current.CancellationToken);
        if (promote)
            await new Promoter(storage, new(storage), new(storage), TimeProvider.System).PromoteAsync(Some.Model, new(1), Promotion.Always, TestContext.Current.CancellationToken);
        return (storage, (await GetAsync(storage)).Tag);
    }

    private static Task<(int Status, object? Body, string? Tag)> GetAsync(PhotoStorage storage) =>
        SendAsync((functions, request) => functions.Get(request, "smiles", TestContext.Current.CancellationToken), storage, null);

    private static Task<(int Status, object? Body, string? Tag)> PutAsync(PhotoStorage storage, string body, string? ifMatch = null, string? ifNoneMatch = null) =>
        SendAsync((functions, request) => functions.Put(request, "smiles", TestContext.Current.CancellationToken), storage, body, ifMatch, ifNoneMatch);

    private static Task<(int Status, object? Body, string? Tag)> RollBackAsync(PhotoStorage storage, string? body = null, string? ifMatch = null) =>
        SendAsync((functions, request) => functions.RollBack(request, "smiles", TestContext.Current.CancellationToken), storage, body, ifMatch);

    private static async Task<(int Status, object? Body, string? Tag)> SendAsync(
        Func<RouteFunctions, HttpRequest, Task<IActionResult>> send, PhotoStorage storage, string? body, string? ifMatch = null, string? ifNoneMatch = null)
    {
        var request = new DefaultHttpContext().Request;
        var bytes = Encoding.UTF8.GetBytes(body ?? "");
        (request.Body, request.ContentLength) = (new MemoryStream(bytes), bytes.Length);
        if (ifMatch is not null)
            request.Headers.IfMatch = ifMatch;
        if (ifNoneMatch is not null)
            request.Headers.IfNoneMatch = ifNoneMatch;
        var catalog = new ModelCatalog(storage);
        var result = await send(new(catalog, new(storage), new(catalog), TimeProvider.System), request);
        var tag = request.HttpContext.Response.Headers.ETag.ToString();
        return result switch
        {
            JsonResult json => (json.StatusCode ?? 200, json.Value, tag),
            ObjectResult problem => (problem.StatusCode ?? 200, problem.Value, tag),
            _ => throw new InvalidOperationException($"{result} is no answer of this API."),
        };
    }
}
