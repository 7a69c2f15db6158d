using Microsoft.AspNetCore.Http;
using PhotoScore.Core.Datasets;
using PhotoScore.Core.Datasets.Recipes;
using PhotoScore.Core.Imaging;
using PhotoScore.Functions.Downloads;

namespace PhotoScore.Functions.Predictions;

/// <summary>Photos at addresses that a stranger named, fetched as a dataset's photos are: public hosts only, bounded in time and bytes.</summary>
internal sealed class UrlPhotos(PhotoDownloader downloader, PredictionLimits limits, TimeProvider time) : IUrlPhotos
{
    private const int AtOnce = 8;

    private static readonly Dictionary<string, RejectionReason> Refusals = Enum.GetValues<RejectionReason>().ToDictionary(reason => reason.Code(), StringComparer.Ordinal);

    // Somebody waits for the answer: less patience than a dataset build has.
    private readonly DownloadRecipe _recipe = new() { TimeoutSeconds = 10, Retries = 1, MaxBytes = limits.MaxPhotoBytes };

    public async Task<IReadOnlyList<PhotoInput>> FetchAsync(IReadOnlyList<string> urls, CancellationToken cancellation)
    {
        var photos = new PhotoInput[urls.Count];
        var rates = new HostRates(_recipe.PerHostPerSecond, time);
        await Parallel.ForAsync(0, urls.Count, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation },
            async (i, stop) => photos[i] = await FetchAsync(urls[i], rates, stop));
        return photos;
    }

    private async Task<PhotoInput> FetchAsync(string url, HostRates rates, CancellationToken cancellation)
    {
        switch (await downloader.FetchAsync(url, url, _recipe, rates, cancellation))
        {
            case FetchedPhoto photo:
                // The request's own limits bound what it holds from here on.
                photo.Dispose();
                return new(photo.Bytes);
            case FetchFault fault:
                return new(null, new(fault.Outcome, fault.Detail, StatusOf(fault.Outcome)));
            case var other:
                throw new NotSupportedException($"{other.GetType()} is no result of a download that is known here.");
        }
    }

    private static int StatusOf(string outcome) => outcome switch
    {
        Outcomes.ForbiddenAddress => StatusCodes.Status400BadRequest,
        Outcomes.TooManyBytes => StatusCodes.Status413PayloadTooLarge,
        // What its first bytes give away is refused as an upload of it would be.
        _ when Refusals.TryGetValue(outcome, out var reason) => PhotoError.StatusOf(reason),
        _ => StatusCodes.Status422UnprocessableEntity,
    };
}
