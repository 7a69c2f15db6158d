using TorchSharp;

namespace PhotoScore.Trainer.Architectures.State;

/// <summary>What a safetensors file holds.</summary>
/// <param name="Tensors">Its tensors, on the CPU, freed with the file.</param>
/// <param name="Metadata">What else its author wrote.</param>
public sealed record SafeTensorsFile(
    IReadOnlyDictionary<string, torch.Tensor> Tensors, IReadOnlyDictionary<string, string> Metadata) : IDisposable
{
    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var tensor in Tensors.Values)
            tensor.Dispose();
    }
}
