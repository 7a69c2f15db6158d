using PhotoScore.Core.Datasets.Recipes;
using PhotoScore.Core.Evaluation;
using PhotoScore.Trainer.Classical.Heads;
using PhotoScore.Trainer.Features;

namespace PhotoScore.Trainer.Methods;

/// <summary>Embeds every photo of the train split once with a frozen trunk, and learns what those of one class look like.</summary>
internal sealed class OneClassMethod : ITrainingMethod
{
    public async Task<Learned> LearnAsync(TrainingContext context, CancellationToken cancellation)
    {
        var (settings, photos) = (ClassifierRequest.Settle(context.Architecture, context.Job.Request), context.Data.Train);
        var target = OneClassDataset.Target(context.Dataset, photos.Labels, settings.Class);
        using var trunk = context.NewNetwork();
        var layer = FeatureLayer.Of(trunk.Graph, context.Architecture, settings.Layer);
        var groups = PhotoGroups.Of([.. context.Data.Photos.Values], SplitGroup.Author);
        var features = await new TrackedExtraction(context, trunk, layer, photos.Count).OfAsync("train", photos, mirrored: false, cancellation);

        int[] own = [.. Enumerable.Range(0, photos.Count).Where(photo => photos.Labels[photo] == target)];
        var head = await Task.Factory.StartNew(
            () => new OneClassHead(settings with { Class = context.Classes[target], Mirror = null }, context.Plan.Seed).Fit(
                features.Take(own), [.. own.Select(photo => groups[photos.Keys[photo]])], isSecond: target == 1, context.Log.Write, cancellation),
            cancellation, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        return FeaturesMethod.Learned(context, trunk, layer, head) with
        {
            Diagnoses = OneClassDataset.Unmeasurable(context.Dataset, target, context.Data) is { Count: > 0 } notes ? notes : null,
        };
    }
}
