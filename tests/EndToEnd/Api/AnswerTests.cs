using System.IO.Compression;
using System.Net;
using System.Text.Json;
using Azure.Storage.Blobs;
using PhotoScore.EndToEnd.Processes;
using PhotoScore.Local.Azurite;

namespace PhotoScore.EndToEnd.Api;

/// <summary>What every answer of the real process has, also when its storage goes away.</summary>
[Collection(nameof(FunctionsProcess))]
public sealed class AnswerTests : IAsyncLifetime
{
    private const string Recipe = """{ "sources": [ { "kind": "folder", "name": "answers" } ], "labels": { "kind": "folder" } }""";
    private const string Builds = "/api/datasets/answers/builds";

    private AzuriteServer _azurite = null!;
    private FunctionsProcess _functions = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _azurite = await AzuriteServer.StartAsync();
        _functions = new FunctionsProcess(_azurite.ConnectionString, new Dictionary<string, string>());
        await _functions.StartAsync(Cancellation);
        var sources = new BlobServiceClient(_azurite.ConnectionString).GetBlobContainerClient("sources");
        await sources.CreateIfNotExistsAsync(cancellationToken: Cancellation);
        await sources.UploadBlobAsync("answers/cat/1.jpg", BinaryData.FromString("no photo"), Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await _functions.DisposeAsync();
        await _azurite.DisposeAsync();
    }

    [Fact]
    public async Task Correlation_id_of_the_caller_comes_back_also_in_problems_and_one_that_cannot_be_logged_does_not()
    {
        using var known = await SendAsync(HttpMethod.Get, "/api/datasets/nowhere", ("X-Correlation-Id", "order-7:a"));
        using var forged = await SendAsync(HttpMethod.Get, "/api/datasets", ("X-Correlation-Id", "a \"quoted\" word"));

        Assert.Equal("order-7:a", Assert.Single(known.Headers.GetValues("X-Correlation-Id")));
        Assert.Equal("order-7:a", (await JsonAsync(known)).GetProperty("correlationId").GetString());
        Assert.Matches("^[0-9a-f]{32}$", Assert.Single(forged.Headers.GetValues("X-Correlation-Id")));
    }

    [Theory]
    [InlineData("br")]
    [InlineData("gzip")]
    public async Task Text_is_compressed_where_the_caller_takes_it(string encoding)
    {
        using var problem = await SendAsync(HttpMethod.Get, "/api/datasets/nowhere", ("Accept-Encoding", encoding));
        using var plain = await SendAsync(HttpMethod.Get, "/api/datasets/nowhere");

        Assert.Equal([encoding], problem.Content.Headers.ContentEncoding);
        Assert.Equal("application/problem+json", problem.Content.Headers.ContentType?.MediaType);
        Assert.Contains("Accept-Encoding", problem.Headers.Vary);
        await using var body = await problem.Content.ReadAsStreamAsync(Cancellation);
        await using Stream text = encoding == "br" ? new BrotliStream(body, CompressionMode.Decompress) : new GZipStream(body, CompressionMode.Decompress);
        Assert.Equal(404, (await JsonDocument.ParseAsync(text, cancellationToken: Cancellation)).RootElement.GetProperty("status").GetInt32());
        Assert.Empty(plain.Content.Headers.ContentEncoding);
    }

    [Fact]
    public async Task Idempotency_key_sent_again_starts_nothing_more_and_with_another_body_is_refused()
    {
        using var first = await SendAsync(HttpMethod.Post, Builds, Recipe, ("Idempotency-Key", "\"8e03978e-40d5\""));
        using var again = await SendAsync(HttpMethod.Post, Builds, Recipe, ("Idempotency-Key", "8e03978e-40d5"));
        using var other = await SendAsync(HttpMethod.Post, Builds, Recipe.Replace("folder\" }", "folder\" }, \"image\": { \"size\": 32 }"), ("Idempotency-Key", "8e03978e-40d5"));
        using var without = await SendAsync(HttpMethod.Post, Builds, Recipe);
        using var empty = await SendAsync(HttpMethod.Post, Builds, Recipe, ("Idempotency-Key", "two words"));

        Assert.Equal((HttpStatusCode.Accepted, HttpStatusCode.Accepted), (first.StatusCode, again.StatusCode));
        Assert.Equal(await first.Content.ReadAsStringAsync(Cancellation), await again.Content.ReadAsStringAsync(Cancellation));
        Assert.Equal(first.Headers.Location, again.Headers.Location);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, other.StatusCode);
        Assert.Equal("idempotency-key-reused", (await JsonAsync(other)).GetProperty("code").GetString());
        Assert.Equal("/api/datasets/answers/builds/v2", without.Headers.Location?.ToString());
        Assert.True((await JsonAsync(empty)).GetProperty("errors").TryGetProperty("Idempotency-Key", out _));
    }

    [Fact]
    public async Task Storage_that_is_gone_gives_503_and_asks_to_try_again()
    {
        await _azurite.DisposeAsync();

        // At the same time: the host lives only for so long.
        var asked = SendAsync(HttpMethod.Get, "/v2/health/ready");
        using var answer = await SendAsync(HttpMethod.Get, "/api/datasets");
        using var inference = await asked;

        Assert.True(answer.StatusCode == HttpStatusCode.ServiceUnavailable, $"{answer.StatusCode}:\n{_functions.Log}");
        Assert.NotNull(answer.Headers.RetryAfter);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "error"), (inference.StatusCode, Assert.Single((await JsonAsync(inference)).EnumerateObject()).Name));
        // The host gives itself up when it can't renew its lease, which may come first.
        Assert.Contains((await JsonAsync(answer)).GetProperty("code").GetString(), (string[])["storage-unavailable", "stopping"]);
    }

    private Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, params (string Name, string Value)[] headers) => SendAsync(method, path, null, headers);

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? body, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : new StringContent(body) };
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return await _functions.Http.SendAsync(request, Cancellation);
    }

    private static async Task<JsonElement> JsonAsync(HttpResponseMessage response) =>
        JsonDocument.Parse(await response.Content.ReadAsStringAsync(Cancellation)).RootElement;
}
