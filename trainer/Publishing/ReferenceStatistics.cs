using Microsoft.ML.OnnxRuntime;
using PhotoScore.Core.Datasets;
using PhotoScore.Core.Datasets.Assembling;
using PhotoScore.Core.Monitoring;
using PhotoScore.Trainer.Data;
using PhotoScore.Trainer.Onnx;

namespace PhotoScore.Trainer.Publishing;

/// <summary>What the published file makes of the validation split: what it is served is compared with that.</summary>
internal static class ReferenceStatistics
{
    /// <summary>Asks the file about every photo of the split once more, embeddings included.</summary>
    /// <param name="onnx">The published file.</param>
    /// <param name="classes">The classes, in their order.</param>
    /// <param name="photos">The split, at the network's size.</param>
    /// <param name="facts">What the dataset knows of each photo, by key; of one that it does not know the size is left out.</param>
    /// <param name="batchSize">Photos of a run.</param>
    /// <param name="cancellation">Stops it.</param>
    public static ModelReference Of(
        byte[] onnx, IReadOnlyList<string> classes, PhotoSet photos, IReadOnlyDictionary<string, AssembledPhoto> facts, int batchSize, CancellationToken cancellation)
    {
        var builder = new PhotoStatisticsBuilder(classes);
        using var session = new InferenceSession(onnx);
        using var options = new RunOptions();
        using var loader = new BatchLoader(photos, batchSize);
        var next = 0;
        foreach (var batch in loader.InOrder(cancellation))
        {
            using var returned = batch;
            var pixels = batch.PixelBytes.AsMemory(0, batch.Count * photos.Width * photos.Height * 3);
            using var input = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, pixels, [batch.Count, photos.Height, photos.Width, 3]);
            using var outputs = session.Run(options, [OnnxExporter.Image], [input], [OnnxExporter.Probabilities, OnnxExporter.Embedding]);
            var probabilities = outputs[0].GetTensorDataAsSpan<float>();
            var embeddings = outputs[1].GetTensorDataAsSpan<float>();
            var length = embeddings.Length / batch.Count;
            for (var i = 0; i < batch.Count; i++, next++)
            {
                var known = facts.TryGetValue(photos.Keys[next], out var photo) ? photo.Facts : null;
                builder.Add(
                    probabilities.Slice(i * classes.Count, classes.Count), embeddings.Slice(i * length, length), photos[next],
                    known is null ? null : (known.Width, known.Height), known?.Bytes);
            }
        }
        return new(Split.Validation.Name(), builder.Build());
    }
}
