namespace PhotoScore.Core.Training;

/// <summary>
/// The architectures that a training may name. The trainer's own catalogue is the truth, but whoever accepts a request can't
/// load it: a test of the trainer keeps the two in step.
/// </summary>
public static class ArchitectureNames
{
    /// <summary>All of them, in the order in which a person should meet them.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        "mobilenet-v2-features",
        "mobilenet-v2-finetune",
        "resnet18",
        "resnet18-finetune",
        "resnet8",
        "basic-cnn",
        "basic-cnn-regularized",
        "basic-cnn-augmented",
        "keras-small",
        "one-class",
        "resnet50-head",
        "resnet50-partial",
        "resnet50-finetune",
        "resnet50-head-torchvision",
        "resnet50-partial-torchvision",
        "resnet50-finetune-torchvision",
        "resnet50-terciles",
        "resnet50-features",
        "alexnet-features",
        "alexnet-finetune",
        "vgg-a",
        "vgg-a-bn",
        "squeezenet1-1-features",
        "squeezenet1-1-finetune",
        "popularity-ranker",
        "popularity-ranker-small",
    ];
}
