using System.Net;
using System.Text.Json;
using PhotoScore.Functions.Datasets.Listing.Apis;

namespace PhotoScore.Functions.Datasets.Listing.Instagram;

/// <summary>
/// What an answer of the Graph API means. Codes: https://developers.facebook.com/docs/graph-api/guides/error-handling,
/// https://developers.facebook.com/docs/graph-api/overview/rate-limiting and
/// https://developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/error-codes.
/// </summary>
internal static class GraphVerdicts
{
    // Limits are counted over an hour that slides; usually the headers say how long it takes.
    private static readonly TimeSpan UsualPause = TimeSpan.FromMinutes(15);

    private static readonly int[] UnknownUserOrHashtag = [2207013, 2207024];

    /// <param name="status">The answer's status.</param>
    /// <param name="body">Its body.</param>
    /// <param name="token">What to call the token in a message.</param>
    public static ApiVerdict? Judge(HttpStatusCode status, JsonElement body, string token)
    {
        if (body.ValueKind != JsonValueKind.Object)
            return body.ValueKind == JsonValueKind.Undefined ? null : new ApiVerdict.Passing("the answer is no object.");
        if (!body.TryGetProperty("error", out var error) || error.ValueKind != JsonValueKind.Object)
            return null;

        var (code, subcode) = (Number(error, "code"), Number(error, "error_subcode"));
        var message = error.TryGetProperty("message", out var text) ? text.GetString() : null;
        return code switch
        {
            // Of the app, the user, the page, this call; 80001 and on: of a business use.
            4 or 17 or 32 or 613 or (>= 80_001 and <= 80_014) => new ApiVerdict.Spent($"it answered: {message} (code {code}).", UsualPause),
            // The answer to the question: there is no such account or hashtag. The caller finds neither in it.
            24 or 110 => new ApiVerdict.Fine(),
            _ when Array.IndexOf(UnknownUserOrHashtag, subcode) >= 0 => new ApiVerdict.Fine(),
            1 or 2 => Passing(),
            _ when (int)status >= 500 || (error.TryGetProperty("is_transient", out var transient) && transient.ValueKind == JsonValueKind.True) => Passing(),
            102 or 104 or 190 => new ApiVerdict.Fault($"Instagram refuses {token} of Sources:Instagram:Tokens: {message} Renew it in the configuration, then build again."),
            10 or (>= 200 and <= 299) => new ApiVerdict.Fault(
                $"Instagram does not allow this call to {token} of Sources:Instagram:Tokens: {message} Accounts need the permissions instagram_basic, instagram_manage_insights and pages_read_engagement; hashtags need the feature Instagram Public Content Access."),
            18 => new ApiVerdict.Fault("Instagram answers an account for no more than 30 different hashtags within seven days. Name fewer in the recipe, or wait, then build again."),
            _ => new ApiVerdict.Fault($"Instagram refuses a call: {message} (code {code}). Change the recipe's source or Sources:Instagram in the configuration accordingly, then build again."),
        };

        ApiVerdict.Passing Passing() => new($"it answered: {message} (code {code}).");
    }

    private static int Number(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) ? number : 0;
}
