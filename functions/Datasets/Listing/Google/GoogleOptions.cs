using PhotoScore.Functions.Datasets.Budgets;

namespace PhotoScore.Functions.Datasets.Listing.Google;

/// <summary>Section <c>Sources:Google</c> of the configuration.</summary>
internal sealed class GoogleOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Sources:Google";

    /// <summary>Where calls go.</summary>
    public Uri Api { get; set; } = new("https://customsearch.googleapis.com/customsearch/v1");

    /// <summary>API keys, see https://developers.google.com/custom-search/v1/introduction; a project's keys share its budget.</summary>
    public string[] Keys { get; set; } = [];

    /// <summary>The search engine's id, from https://programmablesearchengine.google.com/; image search must be switched on in it.</summary>
    public string SearchEngine { get; set; } = "";

    /// <summary>Calls of one key in a day; https://developers.google.com/custom-search/v1/overview gives 100 for nothing.</summary>
    public int CallsPerDay { get; set; } = 100;

    /// <summary>The keys' budget.</summary>
    internal CallBudget Budget => new("google", Keys, CallsPerDay, TimeSpan.FromDays(1));
}
