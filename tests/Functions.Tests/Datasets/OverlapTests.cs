using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using PhotoScore.Core.Datasets;
using PhotoScore.Functions.Datasets;
using PhotoScore.Functions.Datasets.Overlap;
using PhotoScore.Functions.Tests.Predictions;
using PhotoScore.Testing;

namespace PhotoScore.Functions.Tests.Datasets;

public sealed class OverlapTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private const string Recipe = """
        { "sources": [ { "kind": "folder", "name": "FOLDER" } ], "labels": { "kind": "folder" }, "image": { "size": 64 }, "duplicates": { "mirror": true } }
        """;

    private BuildBench _bench = null!;
    private BuildId _build = null!;

    /// <summary>Ten photos, cats and dogs in turns.</summary>
    public async ValueTask InitializeAsync()
    {
        _bench = await BuildBench.CreateAsync(azurite);
        for (var i = 0; i < 10; i++)
            await _bench.UploadAsync($"pets/{(i % 2 == 0 ? "cat" : "dog")}/{i:D3}.jpg", Some.Jpeg(i));
        _build = await _bench.BuildAsync("pets", Recipe.Replace("FOLDER", "pets"));
    }

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task Post_another_dataset_gives_the_shared_photos_with_both_labels()
    {
        for (var i = 6; i < 16; i++)
            await _bench.UploadAsync($"more/{(i % 3 == 0 ? "cat" : "fox")}/{i:D3}.jpg", Some.Jpeg(i));
        await _bench.BuildAsync("more", Recipe.Replace("FOLDER", "more"));

        var answer = await AnswerAsync("""{ "dataset": "more", "version": "v1" }""");

        Assert.Equal((10, 10, 4, 4), (answer.Photos, answer.Compared, answer.Matched, answer.Exact));
        Assert.Equal(new Dictionary<string, int> { ["cat"] = 2, ["dog"] = 2 }, answer.Labels);
        var known = (await _bench.PhotosAsync(_build)).ToDictionary(row => row.Photo.Key);
        Assert.Equal(
            ["cat/cat", "dog/fox", "cat/fox", "dog/cat"],
            answer.Matches.OrderBy(match => known[match.Key].Photo.Candidate.Id[4..]).Select(match => $"{match.Label}/{match.AskedLabel}"));
        Assert.All(answer.Matches, match => Assert.Equal(("exact", known[match.Key].Photo.Split.Name()), (match.Kind, match.Split)));
    }

    [Fact]
    public async Task Post_photo_gives_the_same_photo_in_other_bytes()
    {
        var again = Some.Jpeg(3, 640, 480, quality: 60);

        var near = await AnswerAsync(again, "image/jpeg", "?maxDistance=6");
        var stranger = await AnswerAsync(Some.Jpeg(77), "image/jpeg", "?maxDistance=6");

        var match = Assert.Single(near.Matches);
        Assert.Equal(("near", "dog", false), (match.Kind, match.Label, match.Mirrored));
        Assert.EndsWith("pets/dog/003.jpg", match.Url, StringComparison.Ordinal);
        Assert.Equal((1, 0), (stranger.Compared, stranger.Matched));
    }

    [Theory]
    [InlineData("application/zip", ".zip")]
    [InlineData("application/x-tar", ".tar")]
    public async Task Post_archive_gives_the_photos_in_it_that_are_known(string type, string extension)
    {
        var archive = Archives.Packed.As(extension, [("mine/a.jpg", Some.Jpeg(3)), ("mine/b.jpg", Some.Jpeg(77)), ("../c.jpg", Some.Jpeg(4))]);

        var answer = await AnswerAsync(archive, type, "");

        Assert.Equal((2, 1, 1), (answer.Compared, answer.Matched, answer.Exact));
        var match = Assert.Single(answer.Matches);
        Assert.Equal(("mine/a.jpg", "exact", "dog"), (match.Id, match.Kind, match.Label));
        Assert.Equal("unsafe-path", Assert.Single(answer.Errors).Code);
    }

    [Fact]
    public async Task Post_folder_is_compared_page_by_page_and_tells_what_it_could_not_read()
    {
        for (var i = 0; i < 5; i++)
            await _bench.UploadAsync($"mine/{i}.jpg", Some.Jpeg(i));
        await _bench.UploadAsync("mine/note.txt", "no photo"u8.ToArray());

        var first = await AnswerAsync("""{ "prefix": "mine/" }""", "?limit=3");
        var second = await AnswerAsync("""{ "prefix": "mine/" }""", $"?limit=3&after={first.Next}");

        Assert.Equal((5, 5, 3, 2), (first.Compared, first.Exact, first.Matches.Count, second.Matches.Count));
        Assert.Null(second.Next);
        Assert.Equal(Enumerable.Range(0, 5).Select(i => $"mine/{i}.jpg"), first.Matches.Concat(second.Matches).Select(match => match.Id));
        Assert.Equal(("mine/note.txt", "not-an-image"), (Assert.Single(first.Errors).Id, first.Errors[0].Code));
    }

    [Fact]
    public async Task Post_hashes_need_no_photo()
    {
        var facts = (await _bench.PhotosAsync(_build))[0].Photo.Facts;
        var hashes = JsonSerializer.Serialize(new object[]
        {
            new { id = "by bytes", sha256 = facts.Sha256 }, new { id = "by looks", dhash = (facts.DHash ^ 0b111).ToString("x16") }, new { id = "mirrored", dhash = facts.Mirror!.DHash.ToString("x16") },
        });

        var answer = await AnswerAsync($$"""{ "hashes": {{hashes}} }""", "?mirror=true");

        Assert.Equal([("by bytes", "exact", 0, false), ("by looks", "near", 3, false), ("mirrored", "near", 0, true)], answer.Matches.Select(match => (match.Id, match.Kind, match.Distance, match.Mirrored)));
    }

    [Theory]
    [InlineData("{}", "", 400)]
    [InlineData("{ \"dataset\": ", "", 400)]
    [InlineData("""{ "dataset": "pets", "version": "v1", "prefix": "mine/" }""", "", 400)]
    [InlineData("""{ "dataset": "nowhere", "version": "v1" }""", "", 404)]
    [InlineData("""{ "dataset": "pets" }""", "", 404)]
    [InlineData("""{ "prefix": "nothing-there/" }""", "", 404)]
    [InlineData("""{ "dataset": "pets", "version": "v1" }""", "?hash=md5", 400)]
    [InlineData("""{ "dataset": "pets", "version": "v1" }""", "?maxDistance=17", 400)]
    [InlineData("""{ "dataset": "pets", "version": "v1" }""", "?after=x", 400)]
    [InlineData("""{ "dataset": "pets", "version": "v1" }""", "?hash=pdq", 400)]
    [InlineData("""{ "hashes": [ { "id": "a", "dhash": "123" } ] }""", "", 400)]
    [InlineData("""{ "hashes": [ { "id": "a" } ] }""", "", 400)]
    public async Task Post_what_can_not_be_compared_is_a_problem(string body, string query, int status)
    {
        var problem = Assert.IsType<ProblemDetails>(Assert.IsType<ObjectResult>(await PostAsync(Encoding.UTF8.GetBytes(body), "application/json", query)).Value);

        Assert.Equal(status, problem.Status);
    }

    private Task<OverlapAnswer> AnswerAsync(string json, string query = "") => AnswerAsync(Encoding.UTF8.GetBytes(json), "application/json", query);

    private async Task<OverlapAnswer> AnswerAsync(byte[] body, string type, string query) =>
        Assert.IsType<OverlapAnswer>(Assert.IsType<JsonResult>(await PostAsync(body, type, query)).Value);

    private Task<IActionResult> PostAsync(byte[] body, string type, string query)
    {
        var request = Serving.Request(type, body);
        request.QueryString = new QueryString(query);
        return _bench.Get<OverlapEndpoint>().RunAsync(request, "pets", "v1", TestContext.Current.CancellationToken);
    }
}
