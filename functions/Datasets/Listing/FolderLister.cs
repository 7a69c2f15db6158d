using Azure.Storage.Blobs.Models;
using PhotoScore.Core.Datasets;
using PhotoScore.Core.Datasets.Recipes;
using PhotoScore.Core.Datasets.Tables;
using PhotoScore.Core.Storage;
using PhotoScore.Functions.Datasets.Listing.Archives;
using PhotoScore.Functions.Storage;

namespace PhotoScore.Functions.Datasets.Listing;

/// <summary>Lists the photos below a folder of container <c>sources</c>, or in an archive there. Every file is a candidate: the ledger tells what became of it.</summary>
/// <param name="storage">The containers.</param>
internal sealed class FolderLister(PhotoStorage storage) : SourceLister<FolderSource>
{
    private const int PageSize = 5_000;

    /// <summary>What the URLs of photos in the user's own container begin with.</summary>
    public const string Scheme = $"blob:{Containers.Sources}/";

    protected override async Task<CandidatePage> ListAsync(FolderSource recipe, SourceToList source, CancellationToken cancellation)
    {
        if (recipe.Archive is { } archive)
            return await ArchiveLister.ListAsync(storage.Sources, archive, source, cancellation);

        var prefix = $"{recipe.Name}/";
        var pages = storage.Sources.GetBlobsAsync(new GetBlobsOptions { Prefix = prefix }, cancellation).AsPages(source.Token, PageSize);
        await foreach (var page in pages)
        {
            var candidates = page.Values.Select(blob => ToCandidate(blob.Name, blob.Name[prefix.Length..], source));
            return new CandidatePage([.. candidates], string.IsNullOrEmpty(page.ContinuationToken) ? null : page.ContinuationToken);
        }
        return new CandidatePage([], NextPage: null);
    }

    private static Candidate ToCandidate(string blob, string path, SourceToList source)
    {
        var slash = path.IndexOf('/', StringComparison.Ordinal);
        return source.Candidate(path, Scheme + blob) with { GivenLabel = slash > 0 ? path[..slash] : null };
    }
}
