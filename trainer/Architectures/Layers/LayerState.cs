using TorchSharp;

namespace PhotoScore.Trainer.Architectures.Layers;

/// <summary>What a layer may look at while it computes.</summary>
/// <param name="tensors">Every tensor of the network, by <c>layer.name</c>.</param>
/// <param name="layer">The layer's name.</param>
/// <param name="training">
/// Whether this layer learns now: dropout drops, moving statistics move. False for a frozen layer even in a training step.
/// </param>
/// <param name="random">Where chance comes from.</param>
internal readonly struct LayerState(
    IReadOnlyDictionary<string, torch.Tensor> tensors, string layer, bool training, torch.Generator random)
{
    /// <inheritdoc cref="LayerState"/>
    public bool Training => training;

    /// <inheritdoc cref="LayerState"/>
    public torch.Generator Random => random;

    /// <summary>One of the layer's own tensors.</summary>
    public torch.Tensor this[string name] => tensors[$"{layer}.{name}"];
}
