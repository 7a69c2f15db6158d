using System.Buffers;
using Microsoft.ML.OnnxRuntime;
using PhotoScore.Core.Imaging;

namespace PhotoScore.Functions.Predictions;

/// <summary>The one way from pixels to a model's answer: predictions and the filters of datasets can't differ.</summary>
internal static class Inference
{
    private static readonly string[] Inputs = ["image"];
    private static readonly string[] Outputs = ["probabilities"];

    /// <summary>Answers one photo on the caller's thread.</summary>
    /// <param name="model">Held by the caller.</param>
    /// <param name="photo">Upright RGB at full size.</param>
    /// <exception cref="ImageRejectedException">The photo is too long for the model's geometry.</exception>
    public static Prediction Answer(LoadedModel model, Pixels photo)
    {
        using var prepared = Preparation.Prepare(photo, model.Manifest.Geometry);
        return Run(model, [prepared])[0];
    }

    /// <summary>Answers photos of one size, which the model's geometry has prepared, in their order.</summary>
    public static Prediction[] Run(LoadedModel model, IReadOnlyList<Pixels> prepared)
    {
        var (height, width) = (prepared[0].Height, prepared[0].Width);
        var each = prepared[0].Span.Length;
        var buffer = ArrayPool<byte>.Shared.Rent(each * prepared.Count);
        try
        {
            for (var i = 0; i < prepared.Count; i++)
                prepared[i].Span.CopyTo(buffer.AsSpan(i * each, each));

            using var input = OrtValue.CreateTensorValueFromMemory(
                OrtMemoryInfo.DefaultInstance, buffer.AsMemory(0, each * prepared.Count), [prepared.Count, height, width, 3]);
            using var run = new RunOptions();
            using var outputs = model.Session.Run(run, Inputs, [input], Outputs);
            var probabilities = outputs[0].GetTensorDataAsSpan<float>();
            var classes = model.Manifest.Classes.Count;
            var predictions = new Prediction[prepared.Count];
            for (var i = 0; i < prepared.Count; i++)
                predictions[i] = Prediction.Of(model.Manifest, probabilities.Slice(i * classes, classes));
            return predictions;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
