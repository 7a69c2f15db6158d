using PhotoScore.Core.Training;
using PhotoScore.Trainer.Architectures.ResNets;
using PhotoScore.Trainer.Architectures.Studies;

namespace PhotoScore.Trainer.Architectures.Rankers;

/// <summary>
/// Networks that learn which of two photos does better, the step that two of the studies leave for later: one trunk sees both photos, and gives each a
/// score. The score is then scaled to the probability of the upper class, so that they are served like any other. Ding et al. used ResNet-50.
/// </summary>
internal static class PopularityRanker
{
    /// <summary>On ResNet-18, for a GPU, from pretrained weights.</summary>
    public static Architecture Deep { get; } = new(
        "popularity-ranker", "-", ImageNetInput.Geometry, Defaults(learningRate: 1e-4, epochs: 15), ResNet18.Layout)
    {
        Source = "Ding et al. 2019, Intrinsic Image Popularity, on ResNet-18 as torchvision lays it out",
        Torchvision = "resnet18",
        Normalization = PixelNormalization.ImageNet,
        Method = TrainingMethod.Ranking,
    };

    /// <summary>On the convolutions of <c>basic-cnn-regularized</c>, for a CPU, from nothing.</summary>
    public static Architecture Small { get; } = new(
        "popularity-ranker-small", "-", BasicCnn.Regularized.Geometry, Defaults(learningRate: 1e-3, epochs: 30), BasicCnn.RegularizedLayout)
    {
        Source = "Ding et al. 2019, Intrinsic Image Popularity, on basic-cnn-regularized",
        Method = TrainingMethod.Ranking,
    };

    private static TrainingDefaults Defaults(double learningRate, int epochs) => new(
        "adam", learningRate, "cosine", BatchSize: 64, epochs, new AugmentationSettings { Zoom = 0.1, HorizontalFlip = true }, "pairwiseLogistic");
}
