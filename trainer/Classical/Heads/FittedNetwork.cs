using PhotoScore.Trainer.Architectures;
using PhotoScore.Trainer.Architectures.Layers;
using TorchSharp;

namespace PhotoScore.Trainer.Classical.Heads;

/// <summary>Puts a fitted classifier behind its trunk.</summary>
internal static class FittedNetwork
{
    /// <summary>A network of the trunk's layers up to <paramref name="features"/> and the head's, with the numbers of both.</summary>
    /// <param name="trunk">A network that the features were computed with; it stays the caller's.</param>
    /// <param name="features">The trunk's layer whose outputs the head was fitted to, the embedding of the new network.</param>
    /// <param name="head">What was fitted.</param>
    /// <param name="classCount">At least 2.</param>
    public static Network Of(Network trunk, LayerNode features, FittedHead head, int classCount)
    {
        var builder = LayerGraphBuilder.Trunk(trunk.Graph, features);
        var graph = builder.End(head.Layers(builder, features), features);
        var network = new Network(trunk.Architecture.With(graph), classCount, seed: 0, device: trunk.Device);
        using var untracked = torch.no_grad();
        using var scope = torch.NewDisposeScope();
        foreach (var (name, tensor) in network.State)
        {
            if (head.Tensors.TryGetValue(name, out var values))
                tensor.copy_(torch.tensor(values).reshape(tensor.shape));
            else
                tensor.copy_(trunk.State[name]);
        }

        return network;
    }
}
