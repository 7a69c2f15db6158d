using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using PhotoScore.Core.Datasets;
using PhotoScore.Core.Datasets.Recipes;
using PhotoScore.Core.Datasets.Tables;
using PhotoScore.Core.Storage;

namespace PhotoScore.Functions.Datasets.Listing;

/// <summary>Lists the photos below a folder of container <c>sources</c>. Every file is a candidate: the ledger tells what became of it.</summary>
internal static class FolderLister
{
    private const int PageSize = 5_000;

    /// <summary>What the URLs of photos in the user's own container begin with.</summary>
    public const string Scheme = $"blob:{Containers.Sources}/";

    public static async Task<CandidatePage> ListAsync(
        BlobContainerClient sources, FolderSource source, int index, string? token, CancellationToken cancellation)
    {
        var prefix = $"{source.Name}/";
        var pages = sources.GetBlobsAsync(new GetBlobsOptions { Prefix = prefix }, cancellation).AsPages(token, PageSize);
        await foreach (var page in pages)
        {
            var candidates = page.Values.Select(blob => ToCandidate(blob.Name, blob.Name[prefix.Length..], index));
            return new CandidatePage([.. candidates], string.IsNullOrEmpty(page.ContinuationToken) ? null : page.ContinuationToken);
        }
        return new CandidatePage([], NextPage: null);
    }

    private static Candidate ToCandidate(string blob, string path, int index)
    {
        var slash = path.IndexOf('/', StringComparison.Ordinal);
        return new Candidate
        {
            Key = CandidateKey.Of(index, path),
            Source = index,
            Id = path,
            Url = Scheme + blob,
            GivenLabel = slash > 0 ? path[..slash] : null,
        };
    }
}
