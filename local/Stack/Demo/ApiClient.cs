using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PhotoScore.Local.Stack.Demo;

/// <summary>The public HTTP API as the demo needs it.</summary>
internal sealed class ApiClient(HttpClient http)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    /// <summary>Posts what answers 202 and returns where its status is.</summary>
    public async Task<string> StartAsync(string path, JsonNode body, CancellationToken cancellation)
    {
        using var answer = await http.PostAsync(path, JsonContent.Create(body), cancellation);
        await ReadAsync(answer, cancellation);
        return answer.Headers.Location?.ToString() ?? throw new StackException($"POST {path} answered {(int)answer.StatusCode} without a Location.");
    }

    /// <summary>Asks for a status until it is terminal.</summary>
    /// <exception cref="StackException">It failed or was cancelled.</exception>
    public async Task<JsonElement> FollowAsync(string status, Action<JsonElement> progress, CancellationToken cancellation)
    {
        while (true)
        {
            var now = await GetAsync(status, cancellation);
            progress(now);
            switch (now.Text("status")?.ToLowerInvariant())
            {
                case "completed":
                    return now;
                case "failed" or "cancelled" or "terminated":
                    throw new StackException($"{status} {now.Text("status")}: {now.Text("error") ?? now.ToString()}");
            }
            await Task.Delay(Pause, cancellation);
        }
    }

    public async Task<JsonElement> GetAsync(string path, CancellationToken cancellation)
    {
        using var answer = await http.GetAsync(path, cancellation);
        return await ReadAsync(answer, cancellation);
    }

    public async Task<JsonElement> PostAsync(string path, HttpContent? body, CancellationToken cancellation)
    {
        using var answer = await http.PostAsync(path, body, cancellation);
        return await ReadAsync(answer, cancellation);
    }

    public Task<JsonElement> PredictAsync(string model, DemoPhoto photo, CancellationToken cancellation)
    {
        var body = new ByteArrayContent(photo.Bytes) { Headers = { ContentType = new MediaTypeHeaderValue(photo.ContentType) } };
        return PostAsync($"api/models/{model}/predict", body, cancellation);
    }

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage answer, CancellationToken cancellation)
    {
        var text = await answer.Content.ReadAsStringAsync(cancellation);
        if (!answer.IsSuccessStatusCode)
            throw new StackException($"{answer.RequestMessage!.Method} {answer.RequestMessage.RequestUri} answered {(int)answer.StatusCode}: {Explain(text)}");
        return text.Length == 0 ? default : JsonElement.Parse(text);
    }

    // problem+json in words, or the body as it came.
    private static string Explain(string body)
    {
        try
        {
            var problem = JsonElement.Parse(body);
            var words = new StringBuilder(problem.Text("detail") ?? problem.Text("title") ?? body);
            if (problem.TryGetProperty("errors", out var errors))
                words.Append(' ').Append(errors);
            return words.ToString();
        }
        catch (JsonException)
        {
            return body;
        }
    }
}
