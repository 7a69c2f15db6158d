using PhotoScore.Trainer.Features;
using PhotoScore.Trainer.Onnx;
using TorchSharp;

namespace PhotoScore.Trainer.Architectures.Layers;

/// <summary>
/// The root of each feature's share in the sum of all absolute ones, with its sign: a vector of length 1 in which large features count less than they did. What is all zero stays so.
/// </summary>
public sealed record RootShares : Layer
{
    // Far below what any trunk gives; keeps a photo without features from a division by zero, and the slope of the root at zero, which saliency asks for, from infinity.
    private const float Least = 1e-12f;

    internal override Shape Infer(IReadOnlyList<Shape> inputs) => Only<Shape.Features>(inputs);

    internal override torch.Tensor Forward(IReadOnlyList<torch.Tensor> inputs, LayerState state)
    {
        using var scope = torch.NewDisposeScope();
        var sizes = inputs[0].abs();
        var shares = sizes / sizes.sum(1, keepdim: true).clamp_min(Least);
        return (shares.clamp_min(Least).sqrt() * inputs[0].sign()).MoveToOuterDisposeScope();
    }

    internal override string Emit(IReadOnlyList<string> inputs, OnnxLayerWriter writer)
    {
        var sizes = writer.Node("Abs", inputs);
        var least = writer.Constant("least", [1], [Least]);
        var sum = writer.Node("ReduceSum", [sizes, writer.Constant("axis", [1L])], OnnxAttribute.Int("keepdims", 1));
        var shares = writer.Node("Div", [sizes, writer.Node("Max", [sum, least], suffix: "sum")]);
        return writer.Node("Mul", [writer.Node("Sqrt", [writer.Node("Max", [shares, least], suffix: "share")]), writer.Node("Sign", inputs)]);
    }

    /// <summary>The same of every row.</summary>
    internal static FeatureMatrix Apply(FeatureMatrix features)
    {
        var roots = new float[features.Values.Length];
        for (var row = 0; row < features.Rows; row++)
        {
            var x = features[row];
            var sum = 0.0;
            foreach (var value in x)
                sum += Math.Abs(value);
            sum = Math.Max(sum, Least);
            for (var column = 0; column < x.Length; column++)
                roots[(row * x.Length) + column] = (float)(Math.Sign(x[column]) * Math.Sqrt(Math.Abs(x[column]) / sum));
        }

        return new FeatureMatrix(roots, features.Columns);
    }
}
