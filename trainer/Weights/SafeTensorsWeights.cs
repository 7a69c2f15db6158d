using PhotoScore.Trainer.Architectures.State;

namespace PhotoScore.Trainer.Weights;

/// <summary>Weights from safetensors.</summary>
internal static class SafeTensorsWeights
{
    /// <exception cref="InvalidDataException">It is broken.</exception>
    public static WeightsFile Open(Stream stream)
    {
        var file = SafeTensors.Read(stream);
        try
        {
            var tensors = file.Tensors.ToDictionary(
                pair => pair.Key, pair => new StoredTensor(pair.Value.dtype, pair.Value.shape, () => pair.Value.alias()));
            return new WeightsFile(tensors, WeightsMetadata.Read(file.Metadata), file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }
}
