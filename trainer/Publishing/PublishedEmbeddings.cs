using Microsoft.ML.OnnxRuntime;
using PhotoScore.Core.Models.Neighbours;
using PhotoScore.Trainer.Data;
using PhotoScore.Trainer.Onnx;

namespace PhotoScore.Trainer.Publishing;

/// <summary>Asks the exported file how it sees photos of the train split, so that the server can name those that are near to another photo.</summary>
internal static class PublishedEmbeddings
{
    /// <summary>The file, as <see cref="EmbeddingsTable"/> writes it.</summary>
    /// <param name="onnx">The published network.</param>
    /// <param name="train">The train split at the network's size.</param>
    /// <param name="batchSize">Photos that are asked about at once.</param>
    /// <param name="seed">Which photos are taken of a split that is too large.</param>
    /// <param name="cancellation">Stops between batches.</param>
    public static async Task<byte[]> OfAsync(byte[] onnx, PhotoSet train, int batchSize, int seed, CancellationToken cancellation)
    {
        var rows = Rows(onnx, train, EmbeddingSample.Of(train.Keys, EmbeddingsTable.MostPhotos, seed), batchSize, cancellation);
        using var table = new MemoryStream();
        await EmbeddingsTable.WriteAsync(table, rows, cancellation);
        return table.ToArray();
    }

    private static List<EmbeddingRow> Rows(byte[] onnx, PhotoSet train, IReadOnlyList<int> sample, int batchSize, CancellationToken cancellation)
    {
        using var session = new InferenceSession(onnx);
        using var options = new RunOptions();
        var each = train.Width * train.Height * 3;
        var pixels = new byte[Math.Min(batchSize, sample.Count) * each];
        var rows = new List<EmbeddingRow>(sample.Count);
        foreach (var photos in sample.Chunk(batchSize))
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (var (i, photo) in photos.Index())
                train[photo].CopyTo(pixels.AsSpan(i * each));
            using var input = OrtValue.CreateTensorValueFromMemory(
                OrtMemoryInfo.DefaultInstance, pixels.AsMemory(0, photos.Length * each), [photos.Length, train.Height, train.Width, 3]);
            using var results = session.Run(options, [OnnxExporter.Image], [input], [OnnxExporter.Embedding]);
            var embeddings = results[0].GetTensorDataAsSpan<float>();
            var length = embeddings.Length / photos.Length;
            foreach (var (i, photo) in photos.Index())
                rows.Add(new(train.Keys[photo], train.Labels[photo], UnitVector.Halves(embeddings.Slice(i * length, length))));
        }
        return rows;
    }
}
