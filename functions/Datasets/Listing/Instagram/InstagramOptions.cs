using PhotoScore.Functions.Datasets.Budgets;

namespace PhotoScore.Functions.Datasets.Listing.Instagram;

/// <summary>Section <c>Sources:Instagram</c> of the configuration.</summary>
internal sealed class InstagramOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Sources:Instagram";

    /// <summary>Where calls go, with the API's version and a slash at the end.</summary>
    public Uri Api { get; set; } = new("https://graph.facebook.com/v23.0/");

    /// <summary>The id of the professional account that asks.</summary>
    public string UserId { get; set; } = "";

    /// <summary>User access tokens, see https://developers.facebook.com/docs/facebook-login/guides/access-tokens.</summary>
    public string[] Tokens { get; set; } = [];

    /// <summary>Calls of one token in an hour; the service's own limit depends on the app, see https://developers.facebook.com/docs/graph-api/overview/rate-limiting.</summary>
    public int CallsPerHour { get; set; } = 5_000;

    /// <summary>The tokens' budget.</summary>
    internal CallBudget Budget => new("instagram", Tokens, CallsPerHour, TimeSpan.FromHours(1));
}
