using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using PhotoScore.Core.Naming;
using PhotoScore.Functions.Datasets.Api;
using PhotoScore.Testing;

namespace PhotoScore.Functions.Tests.Datasets;

/// <summary>A recipe that asks a service is taken only by an app that is configured to ask it.</summary>
public sealed class ServiceSettingsTests(AzuriteFixture azurite)
{
    private const string Flickr = """{ "kind": "flickr", "text": "sea" }""";
    private const string Instagram = """{ "kind": "instagram", "hashtags": [ "sunset" ] }""";
    private const string Google = """{ "kind": "google", "query": "beach" }""";
    private const string Smp = """{ "kind": "smp", "urls": "smp/urls.txt", "labels": "smp/labels.txt" }""";

    [Theory]
    [InlineData(Flickr, "Sources:Flickr:Keys")]
    [InlineData("""{ "kind": "flickr", "photos": [ "12345" ] }""", "Sources:Flickr:Keys")]
    [InlineData(Smp, "Sources:Flickr:Keys")]
    [InlineData(Instagram, "Sources:Instagram:Tokens", "Sources:Instagram:UserId")]
    [InlineData(Google, "Sources:Google:Keys", "Sources:Google:SearchEngine")]
    public async Task Post_source_of_a_service_that_is_not_configured_names_every_setting(string source, params string[] settings)
    {
        await using var bench = await BuildBench.CreateAsync(azurite);
        await UploadSmpAsync(bench, "https://www.flickr.com/photos/someone/12345");

        var errors = await ErrorsAsync(bench, source);

        var (path, messages) = Assert.Single(errors);
        Assert.Equal(("$.sources[1]", settings.Length), (path, messages.Length));
        foreach (var (setting, message) in settings.Zip(messages))
            Assert.Contains($"Set {setting} ", message, StringComparison.Ordinal);
        Assert.Empty(await bench.Store.VersionsAsync(DatasetName.Parse("asked"), TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData(Flickr, "Sources:Flickr:Keys:0")]
    [InlineData(Smp, "Sources:Flickr:Keys:0")]
    [InlineData(Instagram, "Sources:Instagram:Tokens:0", "Sources:Instagram:UserId")]
    [InlineData(Google, "Sources:Google:Keys:0", "Sources:Google:SearchEngine")]
    public async Task Post_source_of_a_service_that_is_configured_is_accepted(string source, params string[] settings)
    {
        await using var bench = await BuildBench.CreateAsync(azurite, [.. settings.Select(setting => (setting, "made-up"))]);
        await UploadSmpAsync(bench, "https://www.flickr.com/photos/someone/12345");

        Assert.Equal(202, Assert.IsType<JsonResult>(await PostAsync(bench, source)).StatusCode);
    }

    [Fact]
    public async Task Post_smp_list_of_image_addresses_asks_no_service()
    {
        await using var bench = await BuildBench.CreateAsync(azurite);
        await UploadSmpAsync(bench, "https://live.staticflickr.com/1/12345_a.jpg");

        Assert.Equal(202, Assert.IsType<JsonResult>(await PostAsync(bench, Smp)).StatusCode);
    }

    [Fact]
    public async Task Post_smp_list_that_is_not_there_is_told_as_such_alone()
    {
        await using var bench = await BuildBench.CreateAsync(azurite);

        var errors = await ErrorsAsync(bench, Smp);

        Assert.Equal(["$.sources[1].labels", "$.sources[1].urls"], errors.Keys.Order(StringComparer.Ordinal));
    }

    private static async Task UploadSmpAsync(BuildBench bench, string address)
    {
        await bench.UploadAsync("smp/urls.txt", Encoding.UTF8.GetBytes($"https://example.org/a.jpg\n{address}"));
        await bench.UploadAsync("smp/labels.txt", "3.5\n7.25"u8.ToArray());
    }

    private static async Task<Dictionary<string, string[]>> ErrorsAsync(BuildBench bench, string source)
    {
        var problem = Assert.IsType<ProblemDetails>(Assert.IsType<ObjectResult>(await PostAsync(bench, source)).Value);
        Assert.Equal(400, problem.Status);
        return Assert.IsType<Dictionary<string, string[]>>(problem.Extensions["errors"]);
    }

    private static Task<IActionResult> PostAsync(BuildBench bench, string source)
    {
        var request = new DefaultHttpContext().Request;
        // Beside a source that asks nobody.
        request.Body = new MemoryStream(Encoding.UTF8.GetBytes($$"""
            { "sources": [ { "kind": "urls", "items": [ { "url": "https://example.org/b.jpg", "metrics": { "popularity": 1 } } ] }, {{source}} ],
              "labels": { "kind": "score", "score": { "metric": "popularity" }, "cut": "median" } }
            """));
        return bench.Get<StartBuild>().RunAsync(request, "asked", bench.Client, TestContext.Current.CancellationToken);
    }
}
