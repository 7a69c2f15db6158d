using System.Text.Json;
using PhotoScore.Functions.Datasets.Listing.Apis;

namespace PhotoScore.Functions.Datasets.Listing.Instagram;

/// <summary>An account as the API shows it to others.</summary>
/// <param name="Followers">How many follow it.</param>
/// <param name="Media">A page of its posts; of kind <c>Undefined</c> when it has none.</param>
internal sealed record ShownAccount(double? Followers, JsonElement Media);

/// <summary>
/// The calls of the Graph API that tell of other people's posts:
/// https://developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/ig-user/business_discovery,
/// …/reference/ig-hashtag-search, …/reference/ig-hashtag/top-media and …/recent-media (50 posts a page, no user names, recent is a day).
/// </summary>
/// <param name="client">Asks within the tokens' budgets.</param>
/// <param name="options">Address, account and tokens.</param>
internal sealed class GraphApi(ApiClient client, InstagramOptions options)
{
    private const int PerPage = 50;
    private const string Fields = "id,caption,comments_count,like_count,media_type,media_url,permalink,timestamp";

    /// <summary>A page of an account's posts, the newest first; null when the API does not show the account.</summary>
    /// <param name="name">The user name, checked to be one: it stands inside of the field list.</param>
    /// <param name="after">The cursor; null for the first page.</param>
    /// <param name="cancellation">Ends the call.</param>
    public async Task<ShownAccount?> AccountAsync(string name, string? after, CancellationToken cancellation)
    {
        var cursor = after is null ? "" : $".after({after})";
        var answer = await CallAsync(User, [new("fields", $"business_discovery.username({name}){{followers_count,media_count,media{cursor}.limit({PerPage}){{{Fields}}}}}")], cancellation);
        if (!answer.TryGetProperty("business_discovery", out var account) || account.ValueKind != JsonValueKind.Object)
            return null;
        return new ShownAccount(
            account.TryGetProperty("followers_count", out var followers) && followers.ValueKind == JsonValueKind.Number ? followers.GetDouble() : null,
            account.TryGetProperty("media", out var media) ? media : default);
    }

    /// <summary>The id of a hashtag, which never changes; null when the API does not show it.</summary>
    public async Task<string?> HashtagAsync(string name, CancellationToken cancellation)
    {
        var answer = await CallAsync("ig_hashtag_search", [new("user_id", User), new("q", name)], cancellation);
        return answer.TryGetProperty("data", out var data) && data.ValueKind == JsonValueKind.Array && data.GetArrayLength() > 0
            && data[0].TryGetProperty("id", out var id) ? id.GetString() : null;
    }

    /// <summary>A page of the posts with a hashtag.</summary>
    public Task<JsonElement> HashtagMediaAsync(string id, bool recent, string? after, CancellationToken cancellation)
    {
        List<KeyValuePair<string, string>> arguments = [new("user_id", User), new("fields", Fields), new("limit", $"{PerPage}")];
        if (after is not null)
            arguments.Add(new("after", after));
        return CallAsync($"{Uri.EscapeDataString(id)}/{(recent ? "recent_media" : "top_media")}", arguments, cancellation);
    }

    private string User => options.UserId.Length > 0
        ? Uri.EscapeDataString(options.UserId)
        : throw new BuildFaultException("No account that asks Instagram is configured. Set the id of your professional account as Sources:Instagram:UserId in the configuration, then build again.");

    private Task<JsonElement> CallAsync(string path, IEnumerable<KeyValuePair<string, string>> arguments, CancellationToken cancellation)
    {
        var query = string.Join('&', arguments.Select(argument => $"{argument.Key}={Uri.EscapeDataString(argument.Value)}"));
        var number = 0;
        var call = new ApiCall("Instagram", options.Budget, Address, (status, body) => GraphVerdicts.Judge(status, body, $"token {number} of {options.Tokens.Length}"))
        {
            Rest = UsageHeaders.Rest,
        };
        return client.GetAsync(call, cancellation);

        Uri Address(string token)
        {
            number = Array.IndexOf(options.Tokens, token) + 1;
            return new Uri(options.Api, $"{path}?{query}&access_token={Uri.EscapeDataString(token)}");
        }
    }
}
