using System.Security.Cryptography;
using System.Text;
using PhotoScore.Trainer.Architectures;
using PhotoScore.Trainer.Architectures.Layers;
using TorchSharp;

namespace PhotoScore.Trainer.Features;

/// <summary>Names features by all that they depend on.</summary>
internal static class FeatureName
{
    /// <param name="network">The trunk's weights count, and how it takes photos.</param>
    /// <param name="layer">The layer whose outputs the features are.</param>
    /// <param name="photosSha256">The dataset's photos and splits.</param>
    /// <param name="split">The split, and whether it is mirrored.</param>
    /// <param name="batchSize">Photos that are computed at once, which decides about the last bits.</param>
    public static string Of(Network network, LayerNode layer, string photosSha256, string split, int batchSize)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{photosSha256} {split} {batchSize} {layer.Name} {network.Architecture.Geometry}"));
        foreach (var node in LayerGraphBuilder.Needed(network.Graph, layer))
        {
            hash.AppendData(Encoding.UTF8.GetBytes($" {node.Name} {node.Layer}"));
            foreach (var spec in node.Layer.Parameters)
            {
                using var scope = torch.NewDisposeScope();
                hash.AppendData(network.State[$"{node.Name}.{spec.Name}"].detach().cpu().contiguous().bytes);
            }
        }

        return $"{Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 8))}-{split}";
    }
}
