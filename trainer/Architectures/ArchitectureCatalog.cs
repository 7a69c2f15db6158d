using PhotoScore.Trainer.Architectures.AlexNets;
using PhotoScore.Trainer.Architectures.MobileNets;
using PhotoScore.Trainer.Architectures.Rankers;
using PhotoScore.Trainer.Architectures.ResNets;
using PhotoScore.Trainer.Architectures.SqueezeNets;
using PhotoScore.Trainer.Architectures.Studies;
using PhotoScore.Trainer.Architectures.VggNets;

namespace PhotoScore.Trainer.Architectures;

/// <summary>Every architecture that can be trained.</summary>
public static class ArchitectureCatalog
{
    /// <summary>All of them, in the order in which a person should meet them.</summary>
    public static IReadOnlyList<Architecture> All { get; } =
    [
        MobileNetV2.Features,
        MobileNetV2.Finetune,
        ResNet18.FromScratch,
        ResNet18.Finetune,
        ResNet8.FromScratch,
        BasicCnn.Plain,
        BasicCnn.Regularized,
        BasicCnn.Augmented,
        KerasSmall.Small,
        OnePerson.OneClass,
        ResNet50.Head,
        ResNet50.Partial,
        ResNet50.Finetune,
        ResNet50.TorchvisionHead,
        ResNet50.TorchvisionPartial,
        ResNet50.TorchvisionFinetune,
        ResNet50.Terciles,
        ResNet50.Features,
        AlexNet.Features,
        AlexNet.Finetune,
        VggA.Plain,
        VggA.Normalized,
        SqueezeNet11.Features,
        SqueezeNet11.Finetune,
        PopularityRanker.Deep,
        PopularityRanker.Small,
    ];

    /// <summary>The architecture of that name.</summary>
    /// <exception cref="ArgumentException">There is none; the message names those that there are.</exception>
    public static Architecture Find(string name) =>
        All.FirstOrDefault(architecture => architecture.Name.Value == name) ?? throw new ArgumentException(
            $"There is no architecture '{name}'. Choose one of: {string.Join(", ", All.Select(known => known.Name))}.", nameof(name));
}
