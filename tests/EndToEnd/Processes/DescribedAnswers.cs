using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PhotoScore.Testing;

namespace PhotoScore.EndToEnd.Processes;

/// <summary>
/// Holds every answer that a test gets to what <c>/api/openapi.json</c> of the same process says of it: a status that is described, and a body that is as its
/// schema says.
/// </summary>
internal sealed class DescribedAnswers(int port) : DelegatingHandler(new HttpClientHandler())
{
    private static readonly HashSet<int> Anywhere = [401, 403, 500, 503];

    private readonly SemaphoreSlim _gate = new(1, 1);
    private JsonNode? _document;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        var response = await base.SendAsync(request, cancellation);
        if (await OperationAsync(request, cancellation) is { } operation)
            await CheckAsync(operation, request, response, cancellation);
        return response;
    }

    private async Task CheckAsync(JsonNode operation, HttpRequestMessage request, HttpResponseMessage response, CancellationToken cancellation)
    {
        var status = (int)response.StatusCode;
        var what = $"{request.Method} {request.RequestUri!.PathAndQuery}: {status}";
        if (operation["responses"]![$"{status}"] is not { } described)
        {
            Assert.True(Anywhere.Contains(status), $"{what} is not described.");
            return;
        }
        described = described["$ref"] is { } reference ? Follow((string)reference!) : described;
        var type = response.Content.Headers.ContentType?.MediaType;
        if (type is null || !type.EndsWith("json", StringComparison.Ordinal) || response.Content.Headers.ContentEncoding.Count > 0)
            return;
        var schema = described?["content"]?[type];
        Assert.True(schema is not null, $"{what} with {type} is not described.");
        // Buffered, so that the test can read it again.
        await response.Content.LoadIntoBufferAsync(cancellation);
        var body = JsonNode.Parse(await response.Content.ReadAsStringAsync(cancellation));
        var faults = new SchemaCheck(_document!).Faults(schema["schema"], body).ToList();
        Assert.True(faults.Count == 0, $"{what} is not as described: {string.Join("; ", faults)} in {body}");
    }

    private async Task<JsonNode?> OperationAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        var path = request.RequestUri!.AbsolutePath;
        if (!path.StartsWith("/api/", StringComparison.Ordinal) || path == "/api/openapi.json")
            return null;
        await LoadAsync(cancellation);
        // What is written out goes before what is a parameter.
        var template = _document!["paths"]!.AsObject().Where(entry => Matches(entry.Key, path)).OrderBy(entry => entry.Key.Count(letter => letter == '{')).FirstOrDefault();
        return template.Value?[request.Method.Method.ToLowerInvariant()];
    }

    private async Task LoadAsync(CancellationToken cancellation)
    {
        await _gate.WaitAsync(cancellation);
        try
        {
            if (_document is not null)
                return;
            using var request = new HttpRequestMessage(HttpMethod.Get, $"http://127.0.0.1:{port}/api/openapi.json");
            using var response = await base.SendAsync(request, cancellation);
            _document = JsonNode.Parse(await response.Content.ReadAsStringAsync(cancellation));
        }
        finally
        {
            _gate.Release();
        }
    }

    private JsonNode? Follow(string reference) => reference[2..].Split('/').Aggregate(_document, (node, part) => node?[part]);

    private static bool Matches(string template, string path) =>
        Regex.IsMatch(path, $"^{Regex.Replace(template, @"\{version\}|\{sweep\}|\{scoring\}", @"v\d+").Replace("{part}", @"\d+")}$".Replace("{dataset}", "[^/]+").Replace("{model}", "[^/]+").Replace("{key}", "[^/]+"));

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _gate.Dispose();
        base.Dispose(disposing);
    }
}
