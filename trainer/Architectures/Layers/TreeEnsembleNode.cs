using PhotoScore.Trainer.Onnx;

namespace PhotoScore.Trainer.Architectures.Layers;

/// <summary>Writes trees as ONNX's operators for machine learning of the classical kind.</summary>
internal static class TreeEnsembleNode
{
    public static string Write(TreeEnsemble layer, string input, OnnxLayerWriter writer)
    {
        var trees = new TreeArrays(writer.Values);
        int nodes = trees.Feature.Length;
        long[] treeOf = new long[nodes], idOf = new long[nodes];
        for (var tree = 0; tree < trees.Root.Length; tree++)
        {
            var end = tree + 1 < trees.Root.Length ? trees.Root[tree + 1] : nodes;
            for (var node = trees.Root[tree]; node < end; node++)
                (treeOf[node], idOf[node]) = (tree, node - trees.Root[tree]);
        }

        int[] leaves = [.. Enumerable.Range(0, nodes).Where(node => trees.Feature[node] < 0)];
        // A leaf says something of every output, zeros too: without them ONNX Runtime takes two classes for one.
        var said = (from leaf in leaves from output in Enumerable.Range(0, layer.Outputs) select (leaf, output)).ToArray();
        var kind = layer.Classifies ? "class" : "target";
        var shared = new[]
        {
            OnnxAttribute.Ints("nodes_treeids", treeOf),
            OnnxAttribute.Ints("nodes_nodeids", idOf),
            OnnxAttribute.Strings("nodes_modes", trees.Feature.Select(feature => feature < 0 ? "LEAF" : "BRANCH_LEQ")),
            OnnxAttribute.Ints("nodes_featureids", [.. trees.Feature.Select(feature => (long)Math.Max(0, feature))]),
            OnnxAttribute.Floats("nodes_values", trees.Threshold),
            OnnxAttribute.Ints("nodes_truenodeids", Children(trees, trees.Below, idOf)),
            OnnxAttribute.Ints("nodes_falsenodeids", Children(trees, trees.Above, idOf)),
            OnnxAttribute.Ints($"{kind}_treeids", [.. said.Select(one => treeOf[one.leaf])]),
            OnnxAttribute.Ints($"{kind}_nodeids", [.. said.Select(one => idOf[one.leaf])]),
            OnnxAttribute.Ints($"{kind}_ids", [.. said.Select(one => (long)one.output)]),
            OnnxAttribute.Floats($"{kind}_weights", said.Select(one => trees.Value[(one.leaf * layer.Outputs) + one.output])),
            OnnxAttribute.String("post_transform", "NONE"),
        };
        if (!layer.Classifies)
        {
            return writer.Node(
                "TreeEnsembleRegressor", [input], outputs: 1, OnnxLayerWriter.MachineLearning, [.. shared, OnnxAttribute.Int("n_targets", layer.Outputs), OnnxAttribute.String("aggregate_function", "SUM")])[0];
        }

        var classes = OnnxAttribute.Ints("classlabels_int64s", [.. Enumerable.Range(0, layer.Outputs).Select(output => (long)output)]);
        return writer.Node("TreeEnsembleClassifier", [input], outputs: 2, OnnxLayerWriter.MachineLearning, [.. shared, classes])[1];
    }

    private static long[] Children(TreeArrays trees, int[] children, long[] idOf) =>
        [.. children.Select((child, node) => trees.Feature[node] < 0 ? 0 : idOf[child])];
}
