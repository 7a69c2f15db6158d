using TorchSharp;

namespace PhotoScore.Trainer.Architectures.Layers;

/// <summary>The nodes of a <see cref="TreeEnsemble"/>, out of its tensors.</summary>
internal sealed class TreeArrays(Func<string, float[]> tensor)
{
    public TreeArrays(LayerState state)
        : this(name => Read(state[name]))
    {
    }

    public int[] Root { get; } = Whole(tensor("root"));

    /// <summary>Negative at a leaf.</summary>
    public int[] Feature { get; } = Whole(tensor("feature"));

    public float[] Threshold { get; } = tensor("threshold");

    public int[] Below { get; } = Whole(tensor("below"));

    public int[] Above { get; } = Whole(tensor("above"));

    public float[] Value { get; } = tensor("value");

    /// <summary>For each row the sum over trees, added up in floats in the order of the trees, as ONNX Runtime does.</summary>
    public float[] Sum(ReadOnlySpan<float> rows, int features, int outputs)
    {
        var sums = new float[rows.Length / features * outputs];
        for (var row = 0; row < rows.Length / features; row++)
        {
            var x = rows.Slice(row * features, features);
            var sum = sums.AsSpan(row * outputs, outputs);
            foreach (var root in Root)
            {
                var said = Value.AsSpan(Leaf(root, x) * outputs, outputs);
                for (var output = 0; output < outputs; output++)
                    sum[output] += said[output];
            }
        }

        return sums;
    }

    private int Leaf(int node, ReadOnlySpan<float> x)
    {
        while (Feature[node] >= 0)
            node = x[Feature[node]] <= Threshold[node] ? Below[node] : Above[node];
        return node;
    }

    private static float[] Read(torch.Tensor tensor)
    {
        using var scope = torch.NewDisposeScope();
        return tensor.detach().cpu().data<float>().ToArray();
    }

    private static int[] Whole(float[] values) => Array.ConvertAll(values, value => (int)value);
}
