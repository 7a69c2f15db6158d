using PhotoScore.Core.Datasets;
using PhotoScore.Core.Datasets.Recipes;
using PhotoScore.Core.Training;
using PhotoScore.Trainer.Data;

namespace PhotoScore.Trainer.Methods;

/// <summary>What a dataset is to a method that learns from one class.</summary>
internal static class OneClassDataset
{
    /// <summary>The dataset with a second class for all that is not of its only one; a dataset with more classes as it is.</summary>
    public static DatasetManifest WithOther(DatasetManifest dataset) => dataset.Classes is not [var only] ? dataset : dataset with
    {
        Classes = [only, only == "other" ? "not other" : "other"],
        Shards = [.. dataset.Shards.Select(shard => shard with { ClassCounts = [.. shard.ClassCounts, 0] })],
    };

    /// <summary>The number of the class to learn: the one that was asked for, the one that the recipe calls positive, or the only one with photos to learn from.</summary>
    /// <exception cref="InvalidOperationException">It can't be told; the message says what to do.</exception>
    public static int Target(DatasetManifest dataset, IReadOnlyList<int> trainLabels, string? asked)
    {
        var (name, classes) = ($"{dataset.Dataset}/{dataset.Version}", dataset.Classes);
        if (classes.Count != 2)
            throw new InvalidOperationException($"Dataset {name} has {classes.Count} classes, and this architecture answers two: one and all others. Build it with labels of kind oneClass.");
        if (asked is not null)
            return classes.Index().Where(pair => pair.Item == asked).Select(pair => (int?)pair.Index).SingleOrDefault()
                ?? throw new InvalidOperationException($"Dataset {name} has no class '{asked}'. Set classifier.class to one of {string.Join(", ", classes)}.");
        if (dataset.Recipe.Labels is OneClassLabels)
            return 1;
        return trainLabels.Distinct().ToArray() is [var only]
            ? only
            : throw new InvalidOperationException($"Dataset {name} has photos of several classes: set classifier.class to the one to learn, of {string.Join(", ", classes)}.");
    }

    /// <summary>What its evaluation can't say.</summary>
    public static IReadOnlyList<TrainingDiagnosis> Unmeasurable(DatasetManifest dataset, int target, TrainingData data)
    {
        var (own, others) = (dataset.Classes[target], data.Test.Labels.Count(label => label != target));
        if (others == data.Test.Count && data.Test.Count > 0)
            return [Note($"The test split holds no photo of '{own}': its accuracy is the share of others that are kept out; how many photos of '{own}' are taken for others can't be measured.")];
        if (others > 0 || data.Test.Count == 0)
            return [];
        return [Note($"The test split holds photos of '{own}' only: its accuracy is the share of them that are recognised. How many others would be taken for '{own}' can't be measured, nor can any ranking of one above the other.")];
    }

    private static TrainingDiagnosis Note(string message) => new(
        DiagnosisCodes.OneClass, message, "Add photos of both kinds to the test split: a source of others with labels of kind oneClass. They need not be learned from.");
}
