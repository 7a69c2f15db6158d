using PhotoScore.Core.Datasets.Recipes;
using PhotoScore.Core.Datasets.Tables;

namespace PhotoScore.Functions.Datasets.Listing.Flickr;

/// <summary>Lists photos on Flickr: what a search finds, or what a list names.</summary>
/// <param name="search">For searches.</param>
/// <param name="list">For lists.</param>
/// <param name="texts">Reads lists from storage.</param>
internal sealed class FlickrLister(FlickrSearch search, FlickrList list, SourceTexts texts) : SourceLister<FlickrSource>
{
    protected override async Task<CandidatePage> ListAsync(FlickrSource recipe, SourceToList source, CancellationToken cancellation)
    {
        if (recipe is { Photos: null, Blob: null })
            return await search.ListAsync(recipe, source, cancellation);
        var entries = recipe.Photos ?? await texts.LinesAsync(recipe.Blob!, cancellation);
        return await list.ListAsync([.. entries.Select(entry => entry.Trim()).Where(entry => entry.Length > 0).Distinct(StringComparer.Ordinal)], source, cancellation);
    }
}
