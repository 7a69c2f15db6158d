using System.Net;
using System.Text.Json;
using PhotoScore.Functions.Datasets.Listing.Apis;

namespace PhotoScore.Functions.Datasets.Listing.Flickr;

/// <summary>
/// The methods of Flickr's REST API that are of use here. Each one's page below https://www.flickr.com/services/api/ says its
/// arguments, answers and error codes; a refusal comes with HTTP status 200, <c>"stat": "fail"</c> and a code.
/// </summary>
/// <param name="client">Asks within the keys' budgets.</param>
/// <param name="options">Addresses and keys.</param>
internal sealed class FlickrApi(ApiClient client, FlickrOptions options)
{
    private const int NotFound = 1;
    private const int InvalidKey = 100;

    // "Service currently unavailable" and "the search API is not currently available" pass; so may a write that failed.
    private static readonly int[] Passing = [0, 10, 105, 106];

    /// <summary>One page of flickr.photos.search.</summary>
    public async Task<FlickrPage> SearchAsync(IEnumerable<KeyValuePair<string, string>> arguments, CancellationToken cancellation) =>
        FlickrAnswers.Page(await CallAsync("flickr.photos.search", arguments, mayBeAbsent: false, cancellation));

    /// <summary>flickr.photos.getInfo; null when there is no public photo of this id.</summary>
    public async Task<FlickrPhoto?> InfoAsync(string id, CancellationToken cancellation)
    {
        var answer = await CallAsync("flickr.photos.getInfo", [new("photo_id", id)], mayBeAbsent: true, cancellation);
        return IsGood(answer) ? FlickrAnswers.Info(answer) : null;
    }

    /// <summary>How many people have a photo among their favourites, by flickr.photos.getFavorites; null when it is gone.</summary>
    public async Task<double?> FavoritesAsync(string id, CancellationToken cancellation)
    {
        var answer = await CallAsync("flickr.photos.getFavorites", [new("photo_id", id), new("per_page", "1")], mayBeAbsent: true, cancellation);
        return IsGood(answer) ? FlickrAnswers.Favorites(answer) : null;
    }

    private Task<JsonElement> CallAsync(
        string method, IEnumerable<KeyValuePair<string, string>> arguments, bool mayBeAbsent, CancellationToken cancellation)
    {
        KeyValuePair<string, string>[] all = [new("method", method), new("format", "json"), new("nojsoncallback", "1"), .. arguments];
        var query = string.Join('&', all.Select(argument => $"{argument.Key}={Uri.EscapeDataString(argument.Value)}"));
        return client.GetAsync(new ApiCall(
            "Flickr", options.Budget, key => new Uri(options.Api, $"?api_key={Uri.EscapeDataString(key)}&{query}"),
            (status, body) => Judge(method, status, body, mayBeAbsent)), cancellation);
    }

    private static bool IsGood(JsonElement answer) => answer.GetProperty("stat").ValueEquals("ok");

    private static ApiVerdict? Judge(string method, HttpStatusCode status, JsonElement body, bool mayBeAbsent)
    {
        if (status != HttpStatusCode.OK || body.ValueKind != JsonValueKind.Object
            || !body.TryGetProperty("stat", out var stat) || stat.ValueKind != JsonValueKind.String)
        {
            return status == HttpStatusCode.OK ? new ApiVerdict.Passing($"{method} gave an answer without a status.") : null;
        }
        if (stat.ValueEquals("ok"))
            return new ApiVerdict.Fine();

        var code = body.TryGetProperty("code", out var number) && number.TryGetInt32(out var known) ? known : -1;
        var message = body.TryGetProperty("message", out var text) ? text.GetString() : null;
        if (mayBeAbsent && code == NotFound)
            return new ApiVerdict.Fine();
        if (Array.IndexOf(Passing, code) >= 0)
            return new ApiVerdict.Passing($"{method} answered: {message} (code {code}).");
        return new ApiVerdict.Fault(code == InvalidKey
            ? $"Flickr refuses an API key: {message} (code {code}). Check Sources:Flickr:Keys in the configuration, then build again."
            : $"Flickr refuses {method}: {message} (code {code}). Change the recipe's source accordingly, then build again.");
    }
}
