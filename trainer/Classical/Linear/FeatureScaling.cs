using PhotoScore.Core.Training;
using PhotoScore.Trainer.Architectures.Layers;
using PhotoScore.Trainer.Features;

namespace PhotoScore.Trainer.Classical.Linear;

/// <summary>What is done to features before a linear classifier.</summary>
internal sealed class FeatureScaling
{
    private readonly bool _root;

    private FeatureScaling(bool root) => _root = root;

    /// <summary>Each feature to mean 0 and deviation 1.</summary>
    public static FeatureScaling Standard { get; } = new(root: false);

    /// <summary>
    /// The root of each feature's share (Arandjelović and Zisserman 2012), centred. All are then divided by one number: what hardly varies stays small, and the same values of C
    /// make sense.
    /// </summary>
    public static FeatureScaling Root { get; } = new(root: true);

    /// <summary>A request's word for it.</summary>
    public string Word => _root ? ClassifierWords.Root : ClassifierWords.Standard;

    public static FeatureScaling Of(string? word) => word == ClassifierWords.Root ? Root : Standard;

    /// <summary>The features as far as each photo's depend on that photo alone.</summary>
    public LabelledFeatures Rows(LabelledFeatures data) => _root ? data with { Rows = RootShares.Apply(data.Rows) } : data;

    /// <summary>What is learned of all photos.</summary>
    public Standardization Moments(FeatureMatrix rows)
    {
        var moments = Standardization.Of(rows);
        if (!_root)
            return moments;
        var common = Math.Sqrt(moments.Deviation.Average(deviation => deviation * deviation));
        return moments with { Deviation = [.. moments.Deviation.Select(_ => common)] };
    }

    /// <summary>The same as <see cref="Rows"/> in the network; moments are left to the weights behind it.</summary>
    public LayerNode Layers(LayerGraphBuilder graph, LayerNode features) => _root ? graph.Add("root", new RootShares(), features) : features;
}
