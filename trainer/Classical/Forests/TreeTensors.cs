using PhotoScore.Trainer.Architectures.Layers;

namespace PhotoScore.Trainer.Classical.Forests;

/// <summary>Trees as a layer and what its tensors hold.</summary>
internal static class TreeTensors
{
    /// <summary>The layer that sums what the trees say.</summary>
    public static TreeEnsemble Layer(IReadOnlyList<Tree> trees, int features, int outputs, bool classifies) =>
        new(features, outputs, trees.Count, trees.Sum(tree => tree.Nodes), classifies);

    /// <summary>The layer's tensors by name, for the mean of the trees.</summary>
    public static IEnumerable<(string Name, float[] Values)> Of(IReadOnlyList<Tree> trees)
    {
        int[] roots = [.. trees.Select((_, number) => trees.Take(number).Sum(tree => tree.Nodes))];
        return
        [
            ("root", [.. roots.Select(root => (float)root)]),
            ("feature", [.. trees.SelectMany(tree => tree.Feature.Select(feature => (float)feature))]),
            ("threshold", [.. trees.SelectMany(tree => tree.Threshold)]),
            ("below", [.. trees.SelectMany((tree, number) => tree.Below.Select(child => (float)(roots[number] + child)))]),
            ("above", [.. trees.SelectMany((tree, number) => tree.Above.Select(child => (float)(roots[number] + child)))]),
            ("value", [.. trees.SelectMany(tree => tree.Value.Select(value => value / trees.Count))]),
        ];
    }
}
