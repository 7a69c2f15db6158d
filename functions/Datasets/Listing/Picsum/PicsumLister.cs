using System.Globalization;
using PhotoScore.Core.Datasets.Recipes;
using PhotoScore.Core.Datasets.Tables;

namespace PhotoScore.Functions.Datasets.Listing.Picsum;

/// <summary>
/// Names random photos of Lorem Picsum by seeds: the same seed gives the same photo ("Static Random Image" on https://picsum.photos/).
/// Nothing is asked while listing. The service has about a thousand photos and a seed picks any of them, so a long list holds some
/// twice; duplicates are found as in every source. Who made a photo is told only by its id (https://picsum.photos/v2/list), not by its seed.
/// </summary>
/// <param name="options">Where the photos are.</param>
internal sealed class PicsumLister(PicsumOptions options) : SourceLister<PicsumSource>
{
    private const int PageSize = 5_000;

    protected override Task<CandidatePage> ListAsync(PicsumSource recipe, SourceToList source, CancellationToken cancellation)
    {
        var from = source.From;
        var count = Math.Min(PageSize, source.Room);
        var candidates = Enumerable.Range(from, count).Select(i =>
        {
            var seed = string.Create(CultureInfo.InvariantCulture, $"{recipe.Seed}-{i}");
            return source.Candidate(seed, new Uri(options.Address, FormattableString.Invariant($"seed/{seed}/{recipe.Width}/{recipe.Height}")).ToString());
        });
        return Task.FromResult(new CandidatePage([.. candidates], count == source.Room ? null : (from + count).ToString(CultureInfo.InvariantCulture)));
    }
}
