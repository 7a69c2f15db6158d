using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using PhotoScore.Core.Datasets;
using PhotoScore.Core.Datasets.Recipes;
using PhotoScore.Functions.Datasets.Listing;
using PhotoScore.Functions.Datasets.Listing.Archives;
using PhotoScore.Functions.Downloads;

namespace PhotoScore.Functions.Datasets.Chunks;

/// <summary>Gets the bytes of candidates, from the web or from the user's own container.</summary>
internal sealed class PhotoFetcher(PhotoDownloader downloader, BlobContainerClient sources, ByteBudget budget, DownloadRecipe recipe, HostRates rates)
{
    /// <summary>The bytes, or why there are none. Throws for a cancellation, and when storage itself fails.</summary>
    public Task<FetchResult> FetchAsync(Candidate candidate, CancellationToken cancellation) =>
        candidate.Url.StartsWith(FolderLister.Scheme, StringComparison.Ordinal)
            ? FromBlobAsync(candidate.Url[FolderLister.Scheme.Length..], cancellation)
            : ArchivePlace.Parse(candidate.Url) is { } place ? ArchiveReader.FetchAsync(sources, place, budget, recipe.MaxBytes, cancellation)
            : downloader.FetchAsync(candidate.Url, candidate.Key, recipe, rates, cancellation);

    private async Task<FetchResult> FromBlobAsync(string name, CancellationToken cancellation)
    {
        ByteBudget.Lease? lease = null;
        try
        {
            var blob = sources.GetBlobClient(name);
            BlobProperties properties = await blob.GetPropertiesAsync(cancellationToken: cancellation);
            if (properties.ContentLength > recipe.MaxBytes)
                return new FetchFault(Outcomes.TooManyBytes, $"The file has {properties.ContentLength} bytes; the recipe allows {recipe.MaxBytes}.");

            lease = await budget.TakeAsync(properties.ContentLength, cancellation);
            // The very version that was measured: one that is replaced meanwhile may be of any size.
            var options = new BlobDownloadOptions { Conditions = new BlobRequestConditions { IfMatch = properties.ETag } };
            var content = (await blob.DownloadContentAsync(options, cancellation)).Value.Content;
            var photo = new FetchedPhoto(content.ToArray(), lease);
            lease = null;
            return photo;
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return new FetchFault(Outcomes.NotFound, "The blob is gone.");
        }
        finally
        {
            lease?.Dispose();
        }
    }
}
