using PhotoScore.Trainer.Architectures.Layers;
using TorchSharp;

namespace PhotoScore.Trainer.Architectures;

/// <summary>Computes a graph on a batch.</summary>
internal static class GraphRun
{
    /// <summary>
    /// The outputs asked for, and no layer that they don't need. What a layer made is freed after its last use: on a deep
    /// network the activations of one batch would otherwise be gigabytes. Gradients keep what they need by themselves.
    /// </summary>
    /// <param name="graph">The layers.</param>
    /// <param name="outputs">The layers whose outputs the caller gets.</param>
    /// <param name="pixels">What the first layer takes.</param>
    /// <param name="state">What a layer may look at.</param>
    /// <param name="seen">Shown what each layer made, before the layers after it take it; the tensor is not the callee's to keep.</param>
    public static torch.Tensor[] Compute(
        LayerGraph graph, IReadOnlyList<LayerNode> outputs, torch.Tensor pixels, Func<LayerNode, LayerState> state, Action<LayerNode, torch.Tensor>? seen = null)
    {
        using var scope = torch.NewDisposeScope();
        var uses = CountUses(graph, outputs);
        var values = new Dictionary<LayerNode, torch.Tensor>();
        foreach (var node in graph.Nodes.Where(uses.ContainsKey))
        {
            torch.Tensor[] inputs = node.Inputs is [] ? [pixels] : [.. node.Inputs.Select(input => values[input])];
            values[node] = node.Layer.Forward(inputs, state(node));
            seen?.Invoke(node, values[node]);
            foreach (var input in node.Inputs.Where(input => --uses[input] == 0))
                values[input].Dispose();
        }

        return [.. outputs.Select(output => values[output].MoveToOuterDisposeScope())];
    }

    /// <summary>How many layers, and the caller, take what a needed layer makes.</summary>
    private static Dictionary<LayerNode, int> CountUses(LayerGraph graph, IReadOnlyList<LayerNode> outputs)
    {
        var uses = outputs.ToDictionary(output => output, _ => 1);
        foreach (var node in graph.Nodes.Reverse().Where(uses.ContainsKey))
        {
            foreach (var input in node.Inputs)
                uses[input] = uses.GetValueOrDefault(input) + 1;
        }

        return uses;
    }
}
