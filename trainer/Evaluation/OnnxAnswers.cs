using Microsoft.ML.OnnxRuntime;
using PhotoScore.Trainer.Data;
using PhotoScore.Trainer.Onnx;

namespace PhotoScore.Trainer.Evaluation;

/// <summary>Asks the exported file, which is what will be served, about every photo of a split.</summary>
internal static class OnnxAnswers
{
    public static Probabilities Of(InferenceSession session, int classes, PhotoSet photos, int batchSize, CancellationToken cancellation)
    {
        var values = new float[photos.Count * classes];
        var filled = 0;
        using var options = new RunOptions();
        using var loader = new BatchLoader(photos, batchSize);
        foreach (var batch in loader.InOrder(cancellation))
        {
            using var returned = batch;
            var pixels = batch.PixelBytes.AsMemory(0, batch.Count * photos.Width * photos.Height * 3);
            using var input = OrtValue.CreateTensorValueFromMemory(
                OrtMemoryInfo.DefaultInstance, pixels, [batch.Count, photos.Height, photos.Width, 3]);
            using var results = session.Run(options, [OnnxExporter.Image], [input], [OnnxExporter.Probabilities]);
            var answers = results[0].GetTensorDataAsSpan<float>();
            answers.CopyTo(values.AsSpan(filled));
            filled += answers.Length;
        }

        return new Probabilities(classes, values, photos.Labels);
    }
}
