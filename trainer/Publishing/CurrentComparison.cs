using System.Text.Json;
using Azure;
using Azure.Storage.Blobs;
using Microsoft.ML.OnnxRuntime;
using PhotoScore.Core.Datasets;
using PhotoScore.Core.Datasets.Assembling;
using PhotoScore.Core.Evaluation;
using PhotoScore.Core.Json;
using PhotoScore.Core.Models;
using PhotoScore.Core.Storage;
using PhotoScore.Core.Training;
using PhotoScore.Trainer.Data;
using PhotoScore.Trainer.Evaluation;

namespace PhotoScore.Trainer.Publishing;

/// <summary>Asks the version that is current about the new one's test photos: nobody else has both the photos and the time.</summary>
internal sealed class CurrentComparison(BlobContainerClient models, DatasetStore datasets)
{
    /// <summary>Compares the new version's answers with those of the current one.</summary>
    /// <param name="job">The new version.</param>
    /// <param name="dataset">What it learned from.</param>
    /// <param name="data">Its photos.</param>
    /// <param name="answers">Its answers to the test split.</param>
    /// <param name="batchSize">Photos that are asked about at once.</param>
    /// <param name="cancellation">Stops between batches.</param>
    /// <returns>Null when no other version is current. Where they can't be compared the result says why: a training does not fail for that.</returns>
    public async Task<ModelComparison?> OfAsync(
        TrainingJob job, DatasetManifest dataset, TrainingData data, AnsweredPhotos answers, int batchSize, CancellationToken cancellation)
    {
        if (await ReadAsync<CurrentModel>(ModelPaths.Current(job.Model), cancellation) is not { } current
            || current.Routes.MaxBy(route => route.Share)?.Version is not { } version || version == job.Version)
        {
            return null;
        }

        var comparison = new ModelComparison { Current = version, TestPhotos = answers.Count, Photos = 0 };
        try
        {
            return await CompareAsync(comparison, new ModelPaths(job.Model, version), dataset, data, answers, batchSize, job.Request.Seed, cancellation);
        }
        catch (Exception e) when (e is RequestFailedException or OnnxRuntimeException or JsonException or InvalidDataException or InvalidOperationException)
        {
            return comparison with { Fault = $"{version} could not be asked: {e.Message}" };
        }
    }

    private async Task<ModelComparison> CompareAsync(
        ModelComparison comparison, ModelPaths paths, DatasetManifest dataset, TrainingData data, AnsweredPhotos answers, int batchSize, int seed,
        CancellationToken cancellation)
    {
        var current = await ReadAsync<ModelManifest>(paths.Manifest, cancellation) ?? throw new InvalidDataException($"there is no {paths.Manifest}.");
        if (!current.Classes.SequenceEqual(dataset.Classes))
            return comparison with { Fault = $"{current.Version} tells {string.Join(", ", current.Classes)} apart, the new version {string.Join(", ", dataset.Classes)}." };

        AssembledPhoto[] test = [.. data.Test.Keys.Select(key => data.Photos[key])];
        var fresh = FreshPhotos.Of(test, await KnownAsync(current.Dataset, dataset, data, cancellation), dataset.Recipe);
        if (fresh.Count == 0)
            return comparison with { Fault = $"{current.Version} learned from every test photo, or from duplicates or authors of it." };

        var currents = await AskAsync(current, paths, dataset, data, batchSize, cancellation);
        return PairedComparison.Measure(comparison, answers.Take(fresh), currents.Answered(current.Threshold, data.Test.Groups).Take(fresh), seed);
    }

    private async Task<IReadOnlyList<AssembledPhoto>> KnownAsync(ModelDataset learned, DatasetManifest dataset, TrainingData data, CancellationToken cancellation)
    {
        if (learned.PhotosSha256 == dataset.PhotosSha256)
            return [.. data.Photos.Values.Where(photo => photo.Split != Split.Test)];
        return await datasets.PhotosAsync(new DatasetPaths(learned.Dataset, learned.Version), cancellation)
            .Select(row => row.Photo)
            .Where(photo => photo.Split != Split.Test)
            .ToListAsync(cancellation);
    }

    private async Task<Probabilities> AskAsync(
        ModelManifest current, ModelPaths paths, DatasetManifest dataset, TrainingData data, int batchSize, CancellationToken cancellation)
    {
        var onnx = (await models.GetBlobClient(paths.Onnx).DownloadContentAsync(cancellation)).Value.Content.ToArray();
        if (ModelPublisher.Sha256(onnx) != current.OnnxSha256)
            throw new InvalidDataException("its model.onnx is not the one of its model.json.");
        if (current.Geometry.FixedSize is null)
            throw new InvalidDataException("it takes photos of any size.");
        using var session = new InferenceSession(onnx);
        if (current.Geometry == data.Geometry)
            return OnnxAnswers.Of(session, current.Classes.Count, data.Test, batchSize, cancellation);

        // Nothing is learned from these photos, so that a single class is no fault of them.
        using var resized = await TrainingData.LoadAsync(datasets, dataset, current.Geometry, [Split.Test], oneClass: true, _ => { }, cancellation);
        return OnnxAnswers.Of(session, current.Classes.Count, resized.Test, batchSize, cancellation);
    }

    private async Task<T?> ReadAsync<T>(string name, CancellationToken cancellation)
        where T : class
    {
        try
        {
            var content = (await models.GetBlobClient(name).DownloadContentAsync(cancellation)).Value.Content;
            return JsonSerializer.Deserialize<T>(content, StoredJson.Compact);
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return null;
        }
    }
}
