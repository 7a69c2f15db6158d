using PhotoScore.Core.Datasets.Recipes;
using PhotoScore.Functions.Datasets.Listing;
using PhotoScore.Functions.Datasets.Listing.Flickr;
using PhotoScore.Functions.Datasets.Listing.Google;
using PhotoScore.Functions.Datasets.Listing.Instagram;

namespace PhotoScore.Functions.Datasets.Api;

/// <summary>Knows which services a recipe's sources ask, and what of their configuration is not set: a build without it would fail at its first page.</summary>
/// <param name="flickr">The settings of Flickr.</param>
/// <param name="instagram">The settings of Instagram.</param>
/// <param name="google">The settings of Google.</param>
/// <param name="pages">Knows photo pages, which Flickr is asked about.</param>
/// <param name="texts">Reads lists of addresses.</param>
internal sealed class ServiceSettings(FlickrOptions flickr, InstagramOptions instagram, GoogleOptions google, FlickrPages pages, SourceTexts texts)
{
    /// <summary>Each setting that a source needs and does not have, by the source's place in the recipe.</summary>
    public async Task<Dictionary<string, string[]>> MissingAsync(Recipe recipe, CancellationToken cancellation)
    {
        var missing = new Dictionary<string, string[]>();
        foreach (var (index, source) in recipe.Sources.Index())
        {
            string[] faults = source switch
            {
                FlickrSource => FlickrFaults("this source"),
                SmpSource smp when !HasAny(flickr.Keys) && await NamesPagesAsync(smp, cancellation) => FlickrFaults($"the photo pages in {smp.Urls}"),
                InstagramSource =>
                [
                    .. Unless(HasAny(instagram.Tokens), "Instagram is asked with access tokens, and none is configured", $"{InstagramOptions.Section}:Tokens", list: true),
                    .. Unless(instagram.UserId.Length > 0, "Instagram is asked by a professional account, and none is configured", $"{InstagramOptions.Section}:UserId", list: false),
                ],
                GoogleSource =>
                [
                    .. Unless(HasAny(google.Keys), "Google is asked with API keys, and none is configured", $"{GoogleOptions.Section}:Keys", list: true),
                    .. Unless(google.SearchEngine.Length > 0, "Google is asked through a search engine of yours, and none is configured", $"{GoogleOptions.Section}:SearchEngine", list: false),
                ],
                _ => [],
            };
            if (faults.Length > 0)
                missing[$"$.sources[{index}]"] = faults;
        }
        return missing;
    }

    private string[] FlickrFaults(string what) =>
        [.. Unless(HasAny(flickr.Keys), $"Flickr is asked about {what} with API keys, and none is configured", $"{FlickrOptions.Section}:Keys", list: true)];

    private async Task<bool> NamesPagesAsync(SmpSource smp, CancellationToken cancellation)
    {
        try
        {
            var lines = await texts.LinesAsync(smp.Urls, cancellation);
            return lines.Any(line => line.Contains("://", StringComparison.Ordinal) && pages.IdOf(line.Trim()) is not null);
        }
        catch (BuildFaultException)
        {
            // There is no such list, which is a fault of its own and told where it stands.
            return false;
        }
    }

    private static bool HasAny(string[] keys) => keys.Any(key => !string.IsNullOrWhiteSpace(key));

    private static IEnumerable<string> Unless(bool set, string fault, string setting, bool list)
    {
        if (!set)
            yield return $"{fault}. Set {setting} in the app's configuration (in the environment {setting.Replace(":", "__", StringComparison.Ordinal)}{(list ? "__0" : "")}), then send the recipe again.";
    }
}
