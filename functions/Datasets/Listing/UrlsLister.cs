using System.Globalization;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using PhotoScore.Core.Datasets;
using PhotoScore.Core.Datasets.Recipes;
using PhotoScore.Core.Datasets.Tables;
using PhotoScore.Core.Storage;

namespace PhotoScore.Functions.Datasets.Listing;

/// <summary>Lists the rows of a table of URLs. A token is the number of rows that were listed before.</summary>
internal static class UrlsLister
{
    // A table is read from its start for each page, so pages are large: a million rows are read ten times over.
    private const int PageSize = 100_000;

    public static CandidatePage List(IReadOnlyList<UrlItem> items, int index, string? token)
    {
        var from = From(token);
        var page = items.Skip(from).Take(PageSize).Select(item => ToCandidate(item, index)).ToList();
        return new CandidatePage(page, Next(from + page.Count, more: from + page.Count < items.Count));
    }

    public static async Task<CandidatePage> ListAsync(
        BlobContainerClient sources, UrlsSource source, int index, string? token, CancellationToken cancellation)
    {
        var from = From(token);
        var page = new List<Candidate>();
        var row = 0;
        try
        {
            await using var table = await sources.GetBlobClient(source.Blob!).OpenReadAsync(new BlobOpenReadOptions(allowModifications: false), cancellation);
            await foreach (var item in UrlTable.ReadAsync(table, source, cancellation))
            {
                if (row++ < from)
                    continue;
                if (page.Count == PageSize)
                    return new CandidatePage(page, Next(from + PageSize, more: true));
                page.Add(ToCandidate(item, index));
            }
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            throw new BuildFaultException($"There is no blob {Containers.Sources}/{source.Blob}; upload it, then build again.", e);
        }
        catch (InvalidDataException e)
        {
            throw new BuildFaultException($"{Containers.Sources}/{source.Blob} can't be read: {e.Message}", e);
        }
        return new CandidatePage(page, NextPage: null);
    }

    private static int From(string? token) => token is null ? 0 : int.Parse(token, CultureInfo.InvariantCulture);

    private static string? Next(int row, bool more) => more ? row.ToString(CultureInfo.InvariantCulture) : null;

    private static Candidate ToCandidate(UrlItem item, int index)
    {
        var id = item.Id ?? item.Url;
        var candidate = new Candidate { Key = CandidateKey.Of(index, id), Source = index, Id = id, Url = item.Url, Author = item.Author, GivenLabel = item.Label };
        return item.Metrics is { } metrics ? candidate with { Metrics = metrics } : candidate;
    }
}
