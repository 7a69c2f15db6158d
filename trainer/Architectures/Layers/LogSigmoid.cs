using PhotoScore.Trainer.Onnx;
using TorchSharp;

namespace PhotoScore.Trainer.Architectures.Layers;

/// <summary>
/// log(1 / (1 + e⁻ˣ)) of each value. A softmax of it is each class's own probability divided by their sum: how classifiers of one class against the
/// rest are put together.
/// </summary>
public sealed record LogSigmoid : Layer
{
    internal override Shape Infer(IReadOnlyList<Shape> inputs) => Only<Shape.Features>(inputs);

    internal override torch.Tensor Forward(IReadOnlyList<torch.Tensor> inputs, LayerState state) => torch.nn.functional.logsigmoid(inputs[0]);

    internal override string Emit(IReadOnlyList<string> inputs, OnnxLayerWriter writer)
    {
        // ONNX has no such operator; log(1 + e⁻ˣ) it has.
        var against = writer.Node("Neg", inputs);
        return writer.Node("Neg", [writer.Node("Softplus", [against])], suffix: "result");
    }
}
