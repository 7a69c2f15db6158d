using PhotoScore.Core.Datasets;
using PhotoScore.Core.Datasets.Assembling;
using PhotoScore.Core.Evaluation;
using PhotoScore.Core.Models;
using PhotoScore.Trainer.Data;

namespace PhotoScore.Trainer.Publishing;

/// <summary>Puts beside a model's metrics what is reached without looking at photos, and what their known duplicates say.</summary>
internal static class BesideBaselines
{
    /// <param name="metrics">The model's, on the test split.</param>
    /// <param name="answered">Its answers to the test split.</param>
    /// <param name="dataset">What it learned from.</param>
    /// <param name="data">With what the dataset knows of every photo; where it knows nothing, nothing is added.</param>
    /// <param name="knownDuplicates">Whether known duplicates are looked for.</param>
    /// <param name="seed">Where the bootstrap starts.</param>
    public static EvaluationMetrics Of(
        EvaluationMetrics metrics, AnsweredPhotos answered, DatasetManifest dataset, TrainingData data, bool knownDuplicates, int seed)
    {
        if (data.Photos.Count == 0)
            return metrics;
        AssembledPhoto[] train = [.. data.Train.Keys.Select(key => data.Photos[key])], test = [.. data.Test.Keys.Select(key => data.Photos[key])];
        var metadata = MetadataBaseline.Of(MetadataBaseline.Answer(train, test, dataset.Classes.Count), answered, seed);
        return metrics with
        {
            Baselines = [.. metrics.Baselines, metadata],
            KnownDuplicates = knownDuplicates ? KnownDuplicates.Effect(KnownDuplicates.Labels(train, test), answered, dataset.Recipe.Duplicates) : null,
        };
    }
}
