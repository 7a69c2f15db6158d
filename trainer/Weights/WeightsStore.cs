using Azure;
using Azure.Storage.Blobs;
using PhotoScore.Core.Training;

namespace PhotoScore.Trainer.Weights;

/// <summary>Gets the weights that a request names: from this machine's cache, from a blob, or from an address.</summary>
/// <param name="sources">Container <c>sources</c>.</param>
/// <param name="cache">Where files are kept.</param>
/// <param name="download">Fetches from addresses.</param>
internal sealed class WeightsStore(BlobContainerClient sources, WeightsCache cache, WeightsDownload download)
{
    /// <summary>What a request names, by this machine's cache and settings; null when it names nothing.</summary>
    /// <exception cref="InvalidDataException">It can't be had, or is another file; the message says what to do.</exception>
    public static async Task<FetchedWeights?> FetchAsync(WeightsSource? source, BlobContainerClient sources, TimeProvider time, CancellationToken cancellation)
    {
        if (source is null)
            return null;
        using var http = WeightsDownload.CreateClient(WeightsDownload.LoopbackIsAllowed);
        var download = new WeightsDownload(http, WeightsDownload.DefaultBytes, time);
        return await new WeightsStore(sources, WeightsCache.OfMachine(time), download).GetAsync(source, cancellation);
    }

    /// <summary>The file, checked against the request's hash where it has one. A blob or address without a hash is read anew each time, since it may have changed.</summary>
    /// <exception cref="InvalidDataException">It can't be had, or is another file; the message says what to do.</exception>
    public async Task<FetchedWeights> GetAsync(WeightsSource source, CancellationToken cancellation)
    {
        var from = source.Blob is { } blob ? $"{sources.Name}/{blob}" : source.Url!;
        if (source.Sha256 is { } wanted && await cache.FindAsync(wanted, cancellation) is { } kept)
            return new FetchedWeights(from, wanted, kept);

        var (file, sha256) = await cache.AddAsync(target => ReadAsync(source, target, cancellation), found => Check(source, from, found), cancellation);
        return new FetchedWeights(from, sha256, file);
    }

    private static void Check(WeightsSource source, string from, string found)
    {
        if (source.Sha256 is { } wanted && found != wanted)
            throw new InvalidDataException($"{from} has SHA-256 {found}, and the request wants {wanted}: it is another file, or it was damaged. Nothing was loaded.");
    }

    private async Task ReadAsync(WeightsSource source, Stream target, CancellationToken cancellation)
    {
        if (source.Blob is null)
        {
            await download.FetchAsync(new Uri(source.Url!), target, cancellation);
            return;
        }

        var blob = sources.GetBlobClient(source.Blob);
        try
        {
            var properties = await blob.GetPropertiesAsync(cancellationToken: cancellation);
            if (properties.Value.ContentLength > WeightsDownload.DefaultBytes)
                throw new InvalidDataException($"{sources.Name}/{source.Blob} is larger than {WeightsDownload.DefaultBytes:N0} bytes, the most that is taken for weights.");
            await blob.DownloadToAsync(target, cancellation);
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            throw new InvalidDataException($"There is no blob {sources.Name}/{source.Blob}: upload the weights there first.", e);
        }
    }
}
