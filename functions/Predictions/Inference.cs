using System.Buffers;
using Microsoft.ML.OnnxRuntime;
using PhotoScore.Core.Imaging;

namespace PhotoScore.Functions.Predictions;

/// <summary>The one way from pixels to a model's answer: predictions and the filters of datasets can't differ.</summary>
internal static class Inference
{
    private static readonly string[] Inputs = ["image"];
    private static readonly string[] Outputs = ["probabilities"];
    private static readonly string[] BothOutputs = ["probabilities", "embedding"];

    /// <summary>Answers one photo on the caller's thread.</summary>
    /// <param name="model">Held by the caller.</param>
    /// <param name="photo">Upright RGB at full size.</param>
    /// <exception cref="ImageRejectedException">The photo is too long for the model's geometry.</exception>
    public static Prediction Answer(LoadedModel model, Pixels photo)
    {
        using var prepared = Preparation.Prepare(photo, model.Manifest.Geometry);
        return Prediction.Of(model.Manifest, Run(model, [prepared])[0].Probabilities.Span);
    }

    /// <summary>Asks the network about photos of one size, which the model's geometry has prepared, on the caller's thread.</summary>
    /// <param name="model">Held by the caller.</param>
    /// <param name="prepared">RGB, all of one size; left as they are.</param>
    /// <param name="wantEmbedding">Whether to give embeddings too.</param>
    /// <returns>What it gave for each, in their order.</returns>
    public static PredictionOutput[] Run(LoadedModel model, IReadOnlyList<Pixels> prepared, bool wantEmbedding = false)
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
            return Run(model, input, prepared.Count, wantEmbedding);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    // The network writes into the arrays that the caller gets.
    private static PredictionOutput[] Run(LoadedModel model, OrtValue input, int photos, bool wantEmbedding)
    {
        var classes = model.Manifest.Classes.Count;
        var length = model.Manifest.EmbeddingLength;
        var probabilities = new float[photos * classes];
        var embeddings = wantEmbedding ? new float[photos * length] : null;

        using var run = new RunOptions();
        using var first = OrtValue.CreateTensorValueFromMemory(probabilities, [photos, classes]);
        if (embeddings is null)
        {
            model.Session.Run(run, Inputs, [input], Outputs, [first]);
        }
        else
        {
            using var second = OrtValue.CreateTensorValueFromMemory(embeddings, [photos, length]);
            model.Session.Run(run, Inputs, [input], BothOutputs, [first, second]);
        }

        var outputs = new PredictionOutput[photos];
        for (var i = 0; i < photos; i++)
            outputs[i] = new(probabilities.AsMemory(i * classes, classes), embeddings?.AsMemory(i * length, length));
        return outputs;
    }
}
