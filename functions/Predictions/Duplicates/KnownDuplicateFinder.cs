using Azure;
using Microsoft.AspNetCore.Http;
using PhotoScore.Core.Datasets;
using PhotoScore.Core.Evaluation;
using PhotoScore.Core.Models;
using PhotoScore.Core.Storage;
using PhotoScore.Functions.Storage;

namespace PhotoScore.Functions.Predictions;

/// <summary>Finds the photo of a version's train split that looks like a photo, by the rule of the training's evaluation.</summary>
internal sealed class KnownDuplicateFinder
{
    private const int MostPhotos = 1_000_000;

    private readonly DatasetStore _datasets;
    private readonly ModelCompanions<KnownPhotos> _known;

    public KnownDuplicateFinder(PhotoStorage storage, PredictionLimits limits) =>
        (_datasets, _known) = (new(storage.Datasets), new(limits.MaxCompanions, LoadAsync));

    /// <summary>Versions whose training photos' hashes are in memory.</summary>
    public int Loaded => _known.Count;

    /// <summary>The version's training photos.</summary>
    /// <param name="model">Held by the caller.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="RefusedRequestException">Its dataset is gone, or too large for memory.</exception>
    public Task<KnownPhotos> OfAsync(LoadedModel model, CancellationToken cancellation) => _known.OfAsync(model, cancellation);

    /// <summary>The photo that looks the same, as the answer names it; null where none does.</summary>
    /// <param name="known">The version's training photos.</param>
    /// <param name="model">The version.</param>
    /// <param name="dhash">Of the upright photo at full size.</param>
    /// <param name="answered">The class that the model answers.</param>
    public static KnownDuplicate? Find(KnownPhotos known, ModelManifest model, ulong dhash, string answered)
    {
        if (known.Nearest(dhash) is not { } near)
            return null;
        var label = model.Classes[near.Photo.Label];
        return new(near.Photo.Key, label, near.Distance, label == answered, PhotoLinks.Of(model.Dataset, near.Photo.Key));
    }

    private async Task<KnownPhotos> LoadAsync(LoadedModel model)
    {
        var dataset = model.Manifest.Dataset;
        try
        {
            var photos = await _datasets.KnownPhotosAsync(new DatasetPaths(dataset.Dataset, dataset.Version), Split.Train).Take(MostPhotos + 1).ToListAsync();
            return photos.Count <= MostPhotos
                ? new KnownPhotos(photos)
                : throw Refused($"Dataset {dataset.Dataset} {dataset.Version} has more than {MostPhotos:N0} training photos, too many to look through for each photo. Leave knownDuplicates out, or ask POST /api/datasets/{dataset.Dataset}/{dataset.Version}/overlap.");
        }
        catch (RequestFailedException e) when (e.Status == StatusCodes.Status404NotFound)
        {
            throw Refused($"Dataset {dataset.Dataset} {dataset.Version}, which the model learned from, is no longer there. Leave knownDuplicates out.");
        }
    }

    private static RefusedRequestException Refused(string detail) => new(StatusCodes.Status409Conflict, "Not possible now", detail);
}
