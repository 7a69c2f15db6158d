using System.Net;
using System.Text.Json;
using PhotoScore.Core.Datasets;
using PhotoScore.Functions.Datasets.Budgets;
using PhotoScore.Functions.Downloads;

namespace PhotoScore.Functions.Datasets.Listing.Apis;

/// <summary>Asks APIs within the budgets of their keys, and again where that may help. No key ever stands in what it throws.</summary>
/// <param name="http">From <see cref="ApiHttp"/>.</param>
/// <param name="budgets">The budgets.</param>
/// <param name="time">The clock.</param>
internal sealed class ApiClient(HttpClient http, CallBudgets budgets, TimeProvider time)
{
    private const int Attempts = 5;

    // A longer wait is the orchestration's: it holds no process meanwhile.
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan PauseOfSpentKey = TimeSpan.FromMinutes(1);

    /// <summary>The body of a good answer.</summary>
    /// <exception cref="NotYetException">All keys are spent, or the API asks for a long pause.</exception>
    /// <exception cref="ApiUnavailableException">All attempts failed with what might have passed.</exception>
    /// <exception cref="BuildFaultException">The API refuses, and would do so again.</exception>
    public async Task<JsonElement> GetAsync(ApiCall call, CancellationToken cancellation)
    {
        if (call.Budget.Keys.Count == 0)
            throw new BuildFaultException($"No key for {call.Service} is configured. Add one in section Sources:{call.Service} of the configuration, then build again.");
        for (var attempt = 1; ;)
        {
            var key = await KeyAsync(call, cancellation);
            var (body, verdict, asked, rest) = await AttemptAsync(call, key, cancellation);
            switch (verdict)
            {
                case ApiVerdict.Fine:
                    if (rest is { } quiet)
                        await budgets.PauseAsync(call.Budget, key, time.GetUtcNow() + quiet, cancellation);
                    return body;
                case ApiVerdict.Fault fault:
                    throw new BuildFaultException(Clean(fault.Message, key) + Which(call.Budget.Keys, key));
                case ApiVerdict.Spent spent:
                    // Does not count as an attempt: each takes a key away, until there is none to call with.
                    await budgets.PauseAsync(call.Budget, key, time.GetUtcNow() + (asked ?? rest ?? spent.Pause), cancellation);
                    break;
                case ApiVerdict.Passing passing:
                    if (asked > LongestPause)
                        throw new NotYetException(time.GetUtcNow() + asked.Value, $"{call.Service} asks for a pause: {Clean(passing.Detail, key)}");
                    if (attempt == Attempts)
                        throw new ApiUnavailableException($"{call.Service} failed {Attempts} times, at last so: {Clean(passing.Detail, key)} Build again when it is well.");
                    await Task.Delay(Longer(RetryDelays.Backoff(attempt, call.Service), asked), time, cancellation);
                    attempt++;
                    break;
            }
        }
    }

    private async Task<string> KeyAsync(ApiCall call, CancellationToken cancellation)
    {
        while (true)
        {
            var grant = await budgets.TakeAsync(call.Budget, cancellation);
            if (grant.Key is { } key)
                return key;
            var wait = grant.NotBefore - time.GetUtcNow();
            if (wait > LongestPause)
                throw new NotYetException(grant.NotBefore, $"{call.Service} allows no more calls for now (the budget is {call.Budget}).");
            await Task.Delay(Longer(wait, TimeSpan.FromMilliseconds(100)), time, cancellation);
        }
    }

    private async Task<(JsonElement Body, ApiVerdict Verdict, TimeSpan? RetryAfter, TimeSpan? Quiet)> AttemptAsync(ApiCall call, string key, CancellationToken cancellation)
    {
        try
        {
            using var response = await http.GetAsync(call.Address(key), cancellation);
            var body = Parse(await response.Content.ReadAsByteArrayAsync(cancellation));
            var verdict = call.Judge(response.StatusCode, body) ?? ByStatus(call, response.StatusCode, body);
            return (body, verdict, RetryDelays.Asked(response.Headers.RetryAfter, time.GetUtcNow()), call.Rest(response.Headers));
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return (default, new ApiVerdict.Passing($"no complete answer within {http.Timeout.TotalSeconds:0} s."), null, null);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return (default, new ApiVerdict.Passing($"the connection failed or broke ({e.Message})."), null, null);
        }
    }

    private static ApiVerdict ByStatus(ApiCall call, HttpStatusCode status, JsonElement body) => (int)status switch
    {
        >= 200 and < 300 => body.ValueKind == JsonValueKind.Undefined
            ? new ApiVerdict.Passing("the answer is no JSON; it may have been cut.")
            : new ApiVerdict.Fine(),
        429 => new ApiVerdict.Spent("it answered 429 Too Many Requests.", PauseOfSpentKey),
        var code when OutcomeCatalog.MayPass(code) => new ApiVerdict.Passing($"it answered {code}."),
        var code => new ApiVerdict.Fault($"{call.Service} answered {code} {status}. Check its address and keys in section Sources of the configuration."),
    };

    private static JsonElement Parse(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return default;
        }
    }

    private static string Which(IReadOnlyList<string> keys, string key) =>
        keys.Count == 1 ? "" : $" (It was asked with key {keys.Index().First(known => known.Item == key).Index + 1} of {keys.Count}.)";

    // An API may quote the call that it complains of.
    private static string Clean(string text, string key) =>
        text.Replace(key, "…", StringComparison.Ordinal).Replace(Uri.EscapeDataString(key), "…", StringComparison.Ordinal);

    private static TimeSpan Longer(TimeSpan a, TimeSpan? b) => b > a ? b.Value : a;
}
