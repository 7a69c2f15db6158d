using PhotoScore.Core.Datasets;
using PhotoScore.Core.Evaluation;
using PhotoScore.Core.Models;
using PhotoScore.Core.Storage;
using PhotoScore.Functions.Storage;

namespace PhotoScore.Functions.Models.Comparing;

/// <summary>The test photos that several models were all asked about.</summary>
/// <param name="Answers">Each model's answers, to the same photos in the same order; empty where they share none.</param>
/// <param name="TestPhotos">How many test photos each model has.</param>
/// <param name="SameTestSet">Whether all have the same.</param>
/// <param name="Disagreeing">Shared photos that are left out because their labels differ.</param>
internal sealed record SharedPhotos(IReadOnlyList<AnsweredPhotos> Answers, IReadOnlyList<int> TestPhotos, bool SameTestSet, int Disagreeing)
{
    /// <summary>
    /// Reads answers from <c>predictions.parquet</c>. Photos of one dataset are known by their keys; of different ones by the SHA-256 of what was downloaded.
    /// </summary>
    /// <param name="storage">Holds models and datasets.</param>
    /// <param name="models">Published versions with the same classes.</param>
    /// <param name="cancellation">Stops the reading.</param>
    public static async Task<SharedPhotos> ReadAsync(PhotoStorage storage, IReadOnlyList<ModelManifest> models, CancellationToken cancellation)
    {
        var tables = new Dictionary<string, PhotoNames>();
        var answers = new List<Dictionary<string, Prediction>>();
        foreach (var model in models)
        {
            if (!tables.TryGetValue(model.Dataset.PhotosSha256, out var names))
                tables[model.Dataset.PhotosSha256] = names = await PhotoNames.ReadAsync(storage, model.Dataset, cancellation);
            answers.Add(await TestAnswersAsync(storage, model, names, cancellation));
        }

        var same = models.All(model => model.Dataset.PhotosSha256 == models[0].Dataset.PhotosSha256);
        var shared = answers[0].Keys.Where(name => answers.All(of => of.ContainsKey(name))).Order(StringComparer.Ordinal).ToList();
        var agreed = shared.Where(name => answers.All(of => of[name].Label == answers[0][name].Label)).ToList();
        var groups = tables[models[0].Dataset.PhotosSha256].Groups;
        return new(
            agreed.Count == 0 ? [] : [.. answers.Select((of, i) => Answered(models[i].Classes.Count, [.. agreed.Select(name => of[name])], [.. agreed.Select(name => groups[name])]))],
            [.. answers.Select(of => of.Count)],
            same,
            shared.Count - agreed.Count);
    }

    private static AnsweredPhotos Answered(int classes, IReadOnlyList<Prediction> rows, IReadOnlyList<int> groups) => new(
        classes, [.. rows.Select(row => row.Label)], [.. rows.Select(row => row.Answer)], [.. rows.SelectMany(row => row.Probabilities)], groups);

    private static async Task<Dictionary<string, Prediction>> TestAnswersAsync(
        PhotoStorage storage, ModelManifest model, PhotoNames names, CancellationToken cancellation)
    {
        var blob = storage.Models.GetBlobClient(new ModelPaths(model.Model, model.Version).Predictions);
        await using var table = await blob.OpenReadAsync(cancellationToken: cancellation);
        var answers = new Dictionary<string, Prediction>(StringComparer.Ordinal);
        await foreach (var row in PredictionsTable.ReadAsync(table, model.Classes, cancellation))
        {
            if (row.Split == Split.Test)
                answers.TryAdd(names.Of(row.Key), row);
        }

        return answers;
    }

    /// <summary>What photos of a dataset are called wherever they are, and which of them belong together.</summary>
    private sealed record PhotoNames(IReadOnlyDictionary<string, string> ByKey, IReadOnlyDictionary<string, int> Groups)
    {
        public string Of(string key) => ByKey.TryGetValue(key, out var name)
            ? name
            : throw new InvalidDataException($"Photo {key} was answered, but is not in its dataset's photos.parquet.");

        public static async Task<PhotoNames> ReadAsync(PhotoStorage storage, ModelDataset dataset, CancellationToken cancellation)
        {
            var store = new DatasetStore(storage.Datasets);
            var paths = new DatasetPaths(dataset.Dataset, dataset.Version);
            var manifest = await store.ManifestAsync(paths, cancellation)
                ?? throw new InvalidDataException($"Dataset {dataset.Dataset} {dataset.Version} is gone: what its photos are can't be known any more.");
            var photos = await store.PhotosAsync(paths, cancellation).Select(row => row.Photo).ToListAsync(cancellation);
            var groups = PhotoGroups.Of(photos, manifest.Recipe.Split.GroupBy);
            var byName = new Dictionary<string, int>(StringComparer.Ordinal);
            foreach (var photo in photos)
                byName.TryAdd(photo.Facts.Sha256, groups[photo.Key]);
            return new(photos.ToDictionary(photo => photo.Key, photo => photo.Facts.Sha256), byName);
        }
    }
}
