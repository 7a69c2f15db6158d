using PhotoScore.Core.Evaluation;
using PhotoScore.Core.Models;
using PhotoScore.Functions.Storage;

namespace PhotoScore.Functions.Models.Comparing;

/// <summary>Compares published versions by the answers that were stored with them.</summary>
internal sealed class ModelComparer(PhotoStorage storage)
{
    // The same versions give the same intervals whenever they are asked for.
    private const int Seed = 1;

    /// <summary>Compares versions with the same classes; null when they share no test photo.</summary>
    /// <exception cref="InvalidDataException">What was stored does not fit together; the message says what.</exception>
    public async Task<ComparedModels?> CompareAsync(IReadOnlyList<ModelManifest> models, CancellationToken cancellation)
    {
        var shared = await SharedPhotos.ReadAsync(storage, models, cancellation);
        if (shared.Answers is not [var first, ..])
            return null;
        return new()
        {
            Photos = first.Count,
            Groups = first.Groups,
            SameTestSet = shared.SameTestSet,
            Note = Note(shared),
            Models =
            [
                .. models.Select((model, i) => new ComparedModel
                {
                    Model = model.Model,
                    Version = model.Version,
                    Architecture = model.Architecture,
                    Dataset = model.Dataset,
                    TestPhotos = shared.TestPhotos[i],
                    Metrics = MetricEstimates.Of(shared.Answers[i], Seed),
                }),
            ],
            Pairs =
            [
                .. from a in Enumerable.Range(0, models.Count)
                   from b in Enumerable.Range(a + 1, models.Count - a - 1)
                   let pair = PairedComparison.Of(shared.Answers[a], shared.Answers[b], Seed)
                   select new ComparedPair(Reference(models[a]), Reference(models[b]), pair.Difference, pair.OnlyFirst, pair.OnlySecond, pair.McNemarPValue),
            ],
        };
    }

    /// <summary>
    /// A new version against the current one, where both learned from versions of one dataset, which keep what was tested on out of training; null where they did not, or share
    /// no test photo.
    /// </summary>
    public async Task<ModelComparison?> CompareAsync(ModelManifest candidate, ModelManifest current, CancellationToken cancellation)
    {
        if (candidate.Dataset.Dataset != current.Dataset.Dataset || !candidate.Classes.SequenceEqual(current.Classes))
            return null;
        var shared = await SharedPhotos.ReadAsync(storage, [candidate, current], cancellation);
        if (shared.Answers is not [var newOnes, var olds])
            return null;
        var versions = new ModelComparison { Current = current.Version, TestPhotos = shared.TestPhotos[0], Photos = newOnes.Count };
        return PairedComparison.Measure(versions, newOnes, olds, Seed);
    }

    private static ModelReference Reference(ModelManifest model) => new(model.Model, model.Version);

    private static string Note(SharedPhotos shared)
    {
        var photos = shared.Answers[0].Count;
        var text = shared.SameTestSet
            ? $"All were tested on the same {photos} photos."
            : $"Their test splits differ: only the {photos} photos that are in all of them are compared (of {string.Join(", ", shared.TestPhotos)}).";
        return shared.Disagreeing == 0 ? text : $"{text} {shared.Disagreeing} more are in all, but with different labels.";
    }
}
