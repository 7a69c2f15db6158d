using System.Globalization;
using System.Net;
using System.Text.Json;
using PhotoScore.Core.Datasets.Recipes;
using PhotoScore.Functions.Datasets.Listing.Apis;

namespace PhotoScore.Functions.Datasets.Listing.Google;

/// <summary>
/// The one method of the Custom Search JSON API: https://developers.google.com/custom-search/v1/reference/rest/v1/cse/list, whose
/// answers are described at https://developers.google.com/custom-search/v1/reference/rest/v1/Search.
/// </summary>
/// <param name="client">Asks within the keys' budgets.</param>
/// <param name="options">Address, keys and search engine.</param>
internal sealed class GoogleApi(ApiClient client, GoogleOptions options)
{
    /// <summary>The most results that one call gives.</summary>
    public const int PerPage = 10;

    // The day of the quota ends at midnight in California; the answer does not say when that is, so it is asked now and then.
    private static readonly TimeSpan PauseOfTheDay = TimeSpan.FromHours(1);
    private static readonly TimeSpan PauseOfTheMinute = TimeSpan.FromMinutes(1);

    private static readonly string[] Quotas = ["dailyLimitExceeded", "quotaExceeded", "rateLimitExceeded", "userRateLimitExceeded"];

    /// <summary>One page of images.</summary>
    /// <param name="recipe">What is searched for.</param>
    /// <param name="start">The first result, from 1.</param>
    /// <param name="cancellation">Ends the call.</param>
    public Task<JsonElement> SearchAsync(GoogleSource recipe, int start, CancellationToken cancellation)
    {
        if (options.SearchEngine.Length == 0)
            throw new BuildFaultException("No search engine for Google is configured. Make one at https://programmablesearchengine.google.com/, set its id as Sources:Google:SearchEngine in the configuration, then build again.");
        List<KeyValuePair<string, string?>> arguments =
        [
            new("cx", options.SearchEngine),
            new("q", recipe.Query),
            new("searchType", "image"),
            new("num", PerPage.ToString(CultureInfo.InvariantCulture)),
            new("start", start.ToString(CultureInfo.InvariantCulture)),
            new("imgType", recipe.ImageType),
            // The API's own description lists these in capitals, and the types in small letters.
            new("imgSize", recipe.ImageSize?.ToUpperInvariant()),
            new("rights", recipe.Rights),
        ];
        var query = string.Join('&', arguments.Where(argument => argument.Value is not null).Select(argument => $"{argument.Key}={Uri.EscapeDataString(argument.Value!)}"));
        return client.GetAsync(
            new ApiCall("Google", options.Budget, key => new Uri($"{options.Api}?key={Uri.EscapeDataString(key)}&{query}"), Judge), cancellation);
    }

    // Errors: https://cloud.google.com/apis/design/errors.
    private static ApiVerdict? Judge(HttpStatusCode status, JsonElement body)
    {
        if ((int)status is >= 200 and < 300)
            return body.ValueKind is JsonValueKind.Object or JsonValueKind.Undefined ? null : new ApiVerdict.Passing("the answer is no search result.");
        if (body.ValueKind != JsonValueKind.Object || !body.TryGetProperty("error", out var error) || error.ValueKind != JsonValueKind.Object)
            return null;

        var message = error.TryGetProperty("message", out var text) ? text.GetString() ?? "" : "";
        var reasons = error.TryGetProperty("errors", out var errors) && errors.ValueKind == JsonValueKind.Array
            ? [.. errors.EnumerateArray().Select(entry => entry.TryGetProperty("reason", out var reason) ? reason.GetString() : null)]
            : Array.Empty<string?>();
        if (status == HttpStatusCode.TooManyRequests || reasons.Intersect(Quotas).Any())
        {
            var daily = reasons.Contains("dailyLimitExceeded") || message.Contains("per day", StringComparison.OrdinalIgnoreCase);
            return new ApiVerdict.Spent($"it answered: {message}", daily ? PauseOfTheDay : PauseOfTheMinute);
        }
        return (int)status switch
        {
            >= 500 => null,
            400 when message.Contains("API key", StringComparison.OrdinalIgnoreCase) => Refused("an API key"),
            401 or 403 => Refused("a call"),
            _ => new ApiVerdict.Fault($"Google refuses a search: {message} Change the recipe's source accordingly, then build again."),
        };

        ApiVerdict.Fault Refused(string what) =>
            new($"Google refuses {what}: {message} Check Sources:Google:Keys and SearchEngine in the configuration, and that the project has the Custom Search API; then build again.");
    }
}
