namespace PhotoScore.Trainer.Architectures.Layers;

/// <summary>A tensor that a layer owns.</summary>
/// <param name="Name">Its name within the layer; torchvision's word for it where there is one.</param>
/// <param name="Dimensions">Its dimensions, outputs first.</param>
/// <param name="Initialization">What it holds before training.</param>
/// <param name="Learned">Whether gradients change it; a moving statistic is not learned.</param>
internal sealed record ParameterSpec(
    string Name, IReadOnlyList<long> Dimensions, Initialization Initialization, bool Learned = true)
{
    /// <summary>How many numbers it holds.</summary>
    public long Count => Dimensions.Aggregate(1L, (product, dimension) => product * dimension);

    /// <summary>How many inputs one output sums: a convolution's channels times its window.</summary>
    public long FanIn => Count / Dimensions[0];

    /// <summary>How many outputs one input feeds.</summary>
    public long FanOut => Count / Dimensions[1];
}
