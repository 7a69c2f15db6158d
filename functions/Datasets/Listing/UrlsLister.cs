using System.Globalization;
using Azure;
using Azure.Storage.Blobs.Models;
using PhotoScore.Core.Datasets;
using PhotoScore.Core.Datasets.Recipes;
using PhotoScore.Core.Datasets.Tables;
using PhotoScore.Core.Storage;
using PhotoScore.Functions.Storage;

namespace PhotoScore.Functions.Datasets.Listing;

/// <summary>Lists the rows of a table of URLs. A token is the number of rows that were listed before.</summary>
/// <param name="storage">The containers.</param>
internal sealed class UrlsLister(PhotoStorage storage) : SourceLister<UrlsSource>
{
    // A table is read from its start for each page, so pages are large: a million rows are read ten times over.
    private const int PageSize = 100_000;

    protected override async Task<CandidatePage> ListAsync(UrlsSource recipe, SourceToList source, CancellationToken cancellation) =>
        recipe.Items is { } items ? ListItems(items, source) : await ListBlobAsync(recipe, source, cancellation);

    private static CandidatePage ListItems(IReadOnlyList<UrlItem> items, SourceToList source)
    {
        var from = source.From;
        var page = items.Skip(from).Take(PageSize).Select(item => ToCandidate(item, source)).ToList();
        return new CandidatePage(page, Next(from + page.Count, more: from + page.Count < items.Count));
    }

    private async Task<CandidatePage> ListBlobAsync(UrlsSource recipe, SourceToList source, CancellationToken cancellation)
    {
        var from = source.From;
        var page = new List<Candidate>();
        var row = 0;
        try
        {
            await using var table = await storage.Sources.GetBlobClient(recipe.Blob!).OpenReadAsync(new BlobOpenReadOptions(allowModifications: false), cancellation);
            await foreach (var item in UrlTable.ReadAsync(table, recipe, cancellation))
            {
                if (row++ < from)
                    continue;
                if (page.Count == PageSize)
                    return new CandidatePage(page, Next(from + PageSize, more: true));
                page.Add(ToCandidate(item, source));
            }
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            throw SourceTexts.Missing(recipe.Blob!, e);
        }
        catch (InvalidDataException e)
        {
            throw new BuildFaultException($"{Containers.Sources}/{recipe.Blob} can't be read: {e.Message}", e);
        }
        return new CandidatePage(page, NextPage: null);
    }

    private static string? Next(int row, bool more) => more ? row.ToString(CultureInfo.InvariantCulture) : null;

    private static Candidate ToCandidate(UrlItem item, SourceToList source)
    {
        var candidate = source.Candidate(item.Id ?? item.Url, item.Url) with { Author = item.Author, GivenLabel = item.Label };
        return item.Metrics is { } metrics ? candidate with { Metrics = metrics } : candidate;
    }
}
