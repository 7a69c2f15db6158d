using PhotoScore.Core.Training;
using PhotoScore.Trainer.Architectures.MobileNets;

namespace PhotoScore.Trainer.Architectures.Studies;

/// <summary>
/// The one-person study's question without photos of anybody else: the features of a frozen MobileNetV2, and what photos of one class look like in them. The study trained a network on a single
/// class, which learned to say it always.
/// </summary>
internal static class OnePerson
{
    public static Architecture OneClass { get; } = new(
        ClassifierWords.OneClassArchitecture,
        "one-person",
        ImageNetInput.Geometry,
        new TrainingDefaults("adam", LearningRate: 1e-3, "constant", BatchSize: 32, Epochs: 1, new(), "crossEntropy"),
        MobileNetV2.Layout)
    {
        Source = "Sandler et al. 2018, as torchvision lays it out; Ramaswamy et al. 2000, Liu et al. 2008, Schölkopf et al. 2001",
        Torchvision = "mobilenet_v2",
        Normalization = PixelNormalization.ImageNet,
        TrainableFrom = "logits",
        Method = TrainingMethod.OneClass,
        Classifier = new ClassifierSettings { Kind = ClassifierWords.NearestNeighbours },
    };
}
