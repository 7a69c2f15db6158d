using TorchSharp;

namespace PhotoScore.Trainer.Architectures.Layers;

/// <summary>What a layer may look at while it computes.</summary>
/// <param name="tensors">Every tensor of the network, by <c>layer.name</c>.</param>
/// <param name="layer">The layer's name.</param>
/// <param name="training">
/// Whether this layer learns now: dropout drops, moving statistics move. False for a frozen layer even in a training step.
/// </param>
/// <param name="random">Where chance comes from.</param>
/// <param name="precision">What sums of products are computed in; the network's own tensors are float32 whatever it is.</param>
internal readonly struct LayerState(
    IReadOnlyDictionary<string, torch.Tensor> tensors, string layer, bool training, torch.Generator random,
    torch.ScalarType precision = torch.ScalarType.Float32)
{
    /// <inheritdoc cref="LayerState"/>
    public bool Training => training;

    /// <inheritdoc cref="LayerState"/>
    public torch.Generator Random => random;

    /// <summary>Whether sums of products are computed in less than float32.</summary>
    public bool Rounds => precision != torch.float32;

    /// <summary>One of the layer's own tensors, in the precision of sums of products; gradients flow back to the float32 one.</summary>
    public torch.Tensor Rounded(string name) => Rounded(this[name]);

    /// <summary>What comes in, in the precision of sums of products.</summary>
    public torch.Tensor Rounded(torch.Tensor tensor) => tensor.dtype == precision ? tensor : tensor.to(precision);

    /// <summary>One of the layer's own tensors.</summary>
    public torch.Tensor this[string name] => tensors[$"{layer}.{name}"];
}
