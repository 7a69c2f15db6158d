using Microsoft.ML.OnnxRuntime;
using PhotoScore.Trainer.Architectures;
using TorchSharp;

namespace PhotoScore.Trainer.Onnx;

/// <summary>Compares what a network says in TorchSharp with what its ONNX file says in ONNX Runtime.</summary>
public static class OnnxParity
{
    /// <summary>The largest difference of a probability at which a model may be published.</summary>
    public const double Tolerance = 1e-5;

    /// <summary>
    /// The largest absolute difference of a probability over all <paramref name="batches"/>, each uint8 [N, H, W, 3]; not a
    /// number as soon as either side is. The caller disposes the batches.
    /// </summary>
    public static double MaxAbsoluteDifference(
        Network network, InferenceSession session, IEnumerable<torch.Tensor> batches, CancellationToken cancellationToken = default)
    {
        var largest = 0.0;
        foreach (var batch in batches)
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var scope = torch.NewDisposeScope();
            var trained = network.Predict(batch).Probabilities.cpu().data<float>().ToArray();
            using var results = Run(session, batch);
            var exported = results[0].GetTensorDataAsSpan<float>();
            if (trained.Length != exported.Length)
                throw new InvalidDataException($"TorchSharp gave {trained.Length} probabilities and ONNX Runtime {exported.Length}.");
            // Math.Max keeps a NaN, so that a broken export can't pass.
            for (var i = 0; i < exported.Length; i++)
                largest = Math.Max(largest, Math.Abs((double)trained[i] - exported[i]));
        }

        return largest;
    }

    private static IDisposableReadOnlyCollection<OrtValue> Run(InferenceSession session, torch.Tensor batch)
    {
        using var pixels = batch.cpu();
        using var input = OrtValue.CreateTensorValueFromMemory(pixels.data<byte>().ToArray(), pixels.shape);
        using var options = new RunOptions();
        return session.Run(options, [OnnxExporter.Image], [input], [OnnxExporter.Probabilities]);
    }
}
