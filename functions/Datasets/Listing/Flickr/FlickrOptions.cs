using PhotoScore.Functions.Datasets.Budgets;

namespace PhotoScore.Functions.Datasets.Listing.Flickr;

/// <summary>Section <c>Sources:Flickr</c> of the configuration.</summary>
internal sealed class FlickrOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Sources:Flickr";

    /// <summary>Where calls go. This address and the next two end in a slash.</summary>
    public Uri Api { get; set; } = new("https://api.flickr.com/services/rest/");

    /// <summary>Where the photos' files are.</summary>
    public Uri Photos { get; set; } = new("https://live.staticflickr.com/");

    /// <summary>Where the photos' pages are.</summary>
    public Uri Pages { get; set; } = new("https://www.flickr.com/photos/");

    /// <summary>API keys, see https://www.flickr.com/services/api/misc.api_keys.html.</summary>
    public string[] Keys { get; set; } = [];

    /// <summary>Calls of one key in an hour; https://www.flickr.com/services/developer/api/ asks for no more than 3,600.</summary>
    public int CallsPerHour { get; set; } = 3_600;

    /// <summary>The keys' budget.</summary>
    internal CallBudget Budget => new("flickr", Keys, CallsPerHour, TimeSpan.FromHours(1));
}
