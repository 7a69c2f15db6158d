using System.Globalization;
using PhotoScore.Core.Datasets;
using PhotoScore.Core.Datasets.Recipes;
using PhotoScore.Core.Datasets.Tables;
using PhotoScore.Functions.Datasets.Listing.Flickr;

namespace PhotoScore.Functions.Datasets.Listing.Smp;

/// <summary>
/// Lists the lines of the Social Media Prediction files (https://smp-challenge.com). A candidate's id is its line's number: a photo that
/// stands on two lines with two scores is two candidates, and what became of a line is found in the ledger by that number.
/// </summary>
/// <param name="texts">Reads the files.</param>
/// <param name="pages">Knows photo pages.</param>
/// <param name="flickr">Finds the photos that pages show.</param>
internal sealed class SmpLister(SourceTexts texts, FlickrPages pages, FlickrList flickr) : SourceLister<SmpSource>
{
    protected override async Task<CandidatePage> ListAsync(SmpSource recipe, SourceToList source, CancellationToken cancellation)
    {
        var lines = SmpLine.Join(
            await texts.LinesAsync(recipe.Urls, cancellation), await texts.LinesAsync(recipe.Labels, cancellation), recipe.Urls, recipe.Labels);
        return await Stepwise.ListAsync(lines, source.From, source.Room, line => ResolveAsync(line, source, cancellation));
    }

    private async Task<ListedEntry> ResolveAsync(SmpLine line, SourceToList source, CancellationToken cancellation)
    {
        // A bare number is no id here: a score that strayed into the list of photos would be taken for one.
        var isAddress = Uri.TryCreate(line.Address, UriKind.Absolute, out var address) && address.Scheme is "http" or "https";
        var entry = !isAddress
            ? new ListedEntry(source.Candidate("", line.Address), Outcomes.BadEntry, $"Line {line.Number} is no address.", Asked: false)
            : pages.IdOf(line.Address) is { } id
                ? await flickr.FindAsync(id, source, cancellation)
                : new ListedEntry(source.Candidate("", line.Address), Asked: false);

        var name = line.Number.ToString(CultureInfo.InvariantCulture);
        return entry with
        {
            Candidate = entry.Candidate with
            {
                Key = CandidateKey.Of(source.Index, name),
                Id = name,
                Url = entry.Candidate.Url.Length > 0 ? entry.Candidate.Url : line.Address,
                Metrics = new SortedDictionary<string, double>(entry.Candidate.Metrics.ToDictionary(), StringComparer.Ordinal) { ["popularity"] = line.Popularity },
            },
        };
    }
}
