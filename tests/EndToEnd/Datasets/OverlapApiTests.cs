using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using PhotoScore.EndToEnd.Processes;
using PhotoScore.Testing;

namespace PhotoScore.EndToEnd.Datasets;

/// <summary>What a dataset shares with another one and with uploads, asked of the real process.</summary>
[Collection(nameof(FunctionsProcess))]
public sealed class OverlapApiTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private const string Overlap = "/api/datasets/overlap-known/v1/overlap";

    private FunctionsProcess _functions = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Photos 0 to 11 are known; another dataset has 9 to 20.</summary>
    public async ValueTask InitializeAsync()
    {
        _functions = new FunctionsProcess(azurite.ConnectionString, new Dictionary<string, string>());
        await _functions.StartAsync(Cancellation);
        await BuildAsync("overlap-known", 0, "cat", "dog");
        await BuildAsync("overlap-other", 9, "indoors", "outdoors");
    }

    public ValueTask DisposeAsync() => _functions.DisposeAsync();

    [Fact]
    public async Task Post_asks_what_a_dataset_shares_with_another_one_and_with_uploads()
    {
        var other = await _functions.PostAsync(Overlap, """{ "dataset": "overlap-other", "version": "v1" }""", HttpStatusCode.OK, Cancellation);
        Assert.Equal((12, 12, 3, 3), Figures(other));
        Assert.Equal([("dog", "outdoors"), ("cat", "indoors"), ("dog", "outdoors")], Matches(other).OrderBy(match => Path.GetFileName(UrlOf(match)), StringComparer.Ordinal).Select(match => (Text(match, "label"), Text(match, "askedLabel"))));
        Assert.Equal((1, 2), (other.GetProperty("labels").GetProperty("cat").GetInt32(), other.GetProperty("labels").GetProperty("dog").GetInt32()));

        var photo = await UploadAsync(Photos.Jpeg(4, quality: 60), "image/jpeg", HttpStatusCode.OK);
        Assert.Equal((12, 1, 1, 0), Figures(photo));
        var match = Assert.Single(Matches(photo));
        Assert.Equal(("near", "cat", true), (Text(match, "kind"), Text(match, "label"), UrlOf(match).EndsWith("cat/004.jpg", StringComparison.Ordinal)));

        var zip = await UploadAsync(Zip(("mine/seven.jpg", Photos.Jpeg(7)), ("mine/new.jpg", Photos.Jpeg(100)), ("../up.jpg", Photos.Jpeg(1))), "application/zip", HttpStatusCode.OK);
        Assert.Equal((12, 2, 1, 1), Figures(zip));
        Assert.Equal(("mine/seven.jpg", "dog"), (Text(Assert.Single(Matches(zip)), "id"), Text(Matches(zip)[0], "label")));
        Assert.Equal("unsafe-path", Text(Assert.Single(zip.GetProperty("errors").EnumerateArray()), "code"));

        var refused = await UploadAsync("no archive"u8.ToArray(), "application/x-tar", HttpStatusCode.BadRequest);
        Assert.Contains("can't be read", Text(refused, "detail"), StringComparison.Ordinal);
    }

    private async Task BuildAsync(string dataset, int first, string even, string odd)
    {
        var sources = azurite.Blobs.GetBlobContainerClient("sources");
        for (var i = first; i < first + 12; i++)
            await sources.GetBlobClient($"{dataset}/{(i % 2 == 0 ? even : odd)}/{i:D3}.jpg").UploadAsync(new BinaryData(Photos.Jpeg(i)), overwrite: true, Cancellation);
        await _functions.PostAsync(
            $"/api/datasets/{dataset}/builds", $$"""{ "sources": [ { "kind": "folder", "name": "{{dataset}}" } ], "labels": { "kind": "folder" }, "image": { "size": 32 } }""",
            HttpStatusCode.Accepted, Cancellation);
        var progress = await _functions.EndOfBuildAsync($"/api/datasets/{dataset}/builds/v1", TimeSpan.FromMinutes(2), Cancellation);
        Assert.True(Text(progress, "status") == "completed", progress.ToString());
    }

    private async Task<JsonElement> UploadAsync(byte[] body, string type, HttpStatusCode expected)
    {
        using var content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue(type) } };
        using var response = await _functions.Http.PostAsync(Overlap, content, Cancellation);
        var answer = await response.Content.ReadAsStringAsync(Cancellation);
        Assert.True(response.StatusCode == expected, answer);
        return JsonElement.Parse(answer);
    }

    private static byte[] Zip(params (string Name, byte[] Content)[] files)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in files)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(content);
            }
        }
        return bytes.ToArray();
    }

    private static (int Photos, int Compared, int Matched, int Exact) Figures(JsonElement answer) =>
        (answer.GetProperty("photos").GetInt32(), answer.GetProperty("compared").GetInt32(), answer.GetProperty("matched").GetInt32(), answer.GetProperty("exact").GetInt32());

    private static List<JsonElement> Matches(JsonElement answer) => [.. answer.GetProperty("matches").EnumerateArray()];

    private static string UrlOf(JsonElement match) => Text(match, "url");

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString()!;
}
