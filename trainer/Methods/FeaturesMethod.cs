using PhotoScore.Core.Datasets.Recipes;
using PhotoScore.Core.Evaluation;
using PhotoScore.Core.Training;
using PhotoScore.Trainer.Architectures;
using PhotoScore.Trainer.Architectures.Layers;
using PhotoScore.Trainer.Classical;
using PhotoScore.Trainer.Classical.Heads;
using PhotoScore.Trainer.Classical.Linear;
using PhotoScore.Trainer.Features;

namespace PhotoScore.Trainer.Methods;

/// <summary>Embeds every photo of the train split once with a frozen trunk, and fits a classifier to that.</summary>
internal sealed class FeaturesMethod : ITrainingMethod
{
    public async Task<Learned> LearnAsync(TrainingContext context, CancellationToken cancellation)
    {
        var settings = ClassifierRequest.Settle(context.Architecture, context.Job.Request);
        if (context.Plan.Augmentation != new AugmentationSettings())
            context.Log.Write("Features are computed once, of photos as they are: augmentation is off.");
        using var trunk = context.NewNetwork();
        var layer = FeatureLayer.Of(trunk.Graph, context.Architecture, settings.Layer);
        var data = await LabelledAsync(context, trunk, layer, settings, cancellation);

        context.Log.Write($"Fitting {settings.Kind} to {data.Rows.Rows:N0} rows of {data.Rows.Columns:N0} features.");
        var begun = context.Time.GetTimestamp();
        var head = await Task.Factory.StartNew(
            () => Fitter(settings, context.Plan.Seed).Fit(data, context.Log.Write, cancellation), cancellation, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        context.Log.Write($"Fitted in {context.Time.GetElapsedTime(begun).TotalSeconds:F1} s.");
        return Learned(context, trunk, layer, head);
    }

    /// <summary>The trunk with what was fitted behind it.</summary>
    public static Learned Learned(TrainingContext context, Network trunk, LayerNode layer, FittedHead head)
    {
        var network = FittedNetwork.Of(trunk, layer, head, context.Classes.Count);
        var weights = new MemoryStream();
        network.SaveState(weights);
        return new Learned(network, [], BestEpoch: 0, weights.ToArray(), Last: null, ClassifierRequest.Complete(context.Job.Request, context.Plan, head.Settings))
        {
            LeftOut = head.LeftOut,
            Tried = head.Tried,
        };
    }

    private static async Task<LabelledFeatures> LabelledAsync(
        TrainingContext context, Network trunk, LayerNode layer, ClassifierSettings settings, CancellationToken cancellation)
    {
        var photos = context.Data.Train;
        var groups = PhotoGroups.Of([.. context.Data.Photos.Values], SplitGroup.Author);
        var extraction = new TrackedExtraction(context, trunk, layer, settings.Mirror == true ? 2 * photos.Count : photos.Count);
        var rows = await extraction.OfAsync("train", photos, mirrored: false, cancellation);
        if (settings.Mirror == true)
            rows = rows.Above(await extraction.OfAsync("train", photos, mirrored: true, cancellation));

        var classes = context.Classes.Count;
        var weights = context.Plan.Loss.Name == "balancedCrossEntropy" ? LinearProblem.Balanced(photos.Labels, classes) : [.. Enumerable.Repeat(1.0, classes)];
        return new LabelledFeatures(rows, photos.Labels, [.. photos.Keys.Select(key => groups[key])], classes, weights);
    }

    private static IHeadFitter Fitter(ClassifierSettings settings, int seed) => settings.Kind switch
    {
        ClassifierWords.Best => new BestLinearHead(settings, seed),
        ClassifierWords.Logistic or ClassifierWords.Svm => new LinearHead(settings, seed),
        ClassifierWords.Forest => new ForestHead(settings, seed),
        _ => throw new InvalidOperationException(
            $"There is no classifier '{settings.Kind}' on features. Choose one of {string.Join(", ", ClassifierWords.Discriminating)}."),
    };
}
