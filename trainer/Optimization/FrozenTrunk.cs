using PhotoScore.Core.Training;
using PhotoScore.Trainer.Architectures;
using PhotoScore.Trainer.Architectures.Layers;
using PhotoScore.Trainer.Data;
using PhotoScore.Trainer.Features;

namespace PhotoScore.Trainer.Optimization;

/// <summary>
/// What is left to train where frozen layers are computed once for every photo and not in each epoch: a view of the network that begins with their features. The
/// frozen layers draw nothing and take every photo by itself, so the weights come out as they would have, from the same steps and the same chance.
/// </summary>
internal sealed class FrozenTrunk : IDisposable
{
    // Features stay in memory twice for a moment, beside the photos that they come from.
    private const long MostBytes = 1L << 30;

    /// <param name="network">Whose layers; it stays the caller's, and learns what <see cref="Head"/> learns.</param>
    /// <param name="cut">The last frozen layer, from <see cref="Cut"/>.</param>
    /// <param name="train">The photos, and the features that the layer makes of them.</param>
    /// <param name="validation">Likewise.</param>
    public FrozenTrunk(Network network, LayerNode cut, (PhotoSet Photos, FeatureMatrix Features) train, (PhotoSet Photos, FeatureMatrix Features) validation)
    {
        Head = network.With(LayerGraphBuilder.After(network.Graph, cut));
        Train = new PhotoSet(train.Photos, train.Features.Values, train.Features.Columns);
        Validation = new PhotoSet(validation.Photos, validation.Features.Values, validation.Features.Columns);
    }

    /// <summary>The layers after the frozen ones; it takes features for photos.</summary>
    public Network Head { get; }

    /// <summary>The features of the train split.</summary>
    public PhotoSet Train { get; }

    /// <summary>The features of the validation split.</summary>
    public PhotoSet Validation { get; }

    /// <summary>The layer that is the last one to be computed once.</summary>
    /// <param name="network">Its layers.</param>
    /// <param name="plan">What happens to photos, and when more layers learn.</param>
    /// <param name="photos">How many photos would be kept as features.</param>
    /// <returns>
    /// Null where the frozen layers' answers change from epoch to epoch (photos are augmented or blended, layers unfreeze), where training computes them in less than
    /// float32, where more than one vector leads out of them, or where the features of all photos would be too large to keep.
    /// </returns>
    public static LayerNode? Cut(Network network, TrainingPlan plan, long photos)
    {
        var unfreezing = new Unfreezing(plan.Unfreeze, network.Architecture);
        if (plan.Augmentation != new AugmentationSettings() || plan.Mixup > 0 || plan.Precision != "float32" || unfreezing.From(1) != unfreezing.Widest)
            return null;
        var graph = network.Graph;
        var learning = graph.From(unfreezing.Widest).ToHashSet();
        var ends = learning.SelectMany(node => node.Inputs).Append(graph.Embedding).Where(node => !learning.Contains(node)).Distinct();
        return ends.ToArray() is [{ Shape: Shape.Features features } cut] && photos * features.Count * sizeof(float) <= MostBytes ? cut : null;
    }

    public void Dispose()
    {
        Head.Dispose();
        Train.Dispose();
        Validation.Dispose();
    }
}
