namespace PhotoScore.Trainer.Architectures.ResNets;

/// <summary>Where residual networks come from.</summary>
internal static class ResNetSources
{
    public const string Keras = "He et al. 2016, as Keras lays it out";

    public const string Torchvision = "He et al. 2016, as torchvision lays it out";
}
