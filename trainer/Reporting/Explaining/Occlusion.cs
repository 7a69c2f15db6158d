using PhotoScore.Core.Explaining;
using PhotoScore.Trainer.Architectures;
using TorchSharp;

namespace PhotoScore.Trainer.Reporting.Explaining;

/// <summary>What a class loses when a part of the photo is covered, as the server explains it: works for trees and neighbours too.</summary>
internal static class Occlusion
{
    /// <param name="network">The network.</param>
    /// <param name="photo">Rows of RGB.</param>
    /// <param name="width">Of the photo.</param>
    /// <param name="height">Of the photo.</param>
    /// <param name="label">The class whose evidence is looked for.</param>
    public static ExplainedPhoto Of(Network network, ReadOnlySpan<byte> photo, int width, int height, int label)
    {
        using var scope = torch.NewDisposeScope();
        var grid = new OcclusionGrid(width, height);
        var whole = Evidence(network, photo.ToArray(), 1, width, height, label)[0];
        var falls = new double[OcclusionGrid.Covers];
        foreach (var covers in Enumerable.Range(0, OcclusionGrid.Covers).Chunk(OcclusionGrid.Places))
        {
            var covered = new byte[covers.Length * photo.Length];
            foreach (var (i, cover) in covers.Index())
                grid.Cover(photo, cover, covered.AsSpan(i * photo.Length, photo.Length));
            var left = Evidence(network, covered, covers.Length, width, height, label);
            foreach (var (i, cover) in covers.Index())
                falls[cover] = whole - left[i];
        }
        return new ExplainedPhoto(grid.Map(falls), Saliency: null, "occlusion");
    }

    private static double[] Evidence(Network network, byte[] photos, int count, int width, int height, int label)
    {
        var pixels = torch.tensor(photos, [count, height, width, 3], torch.uint8).to(network.Device);
        var probabilities = network.Inspect(pixels, [network.Graph.Probabilities])[0].cpu().contiguous().data<float>().ToArray();
        var classes = probabilities.Length / count;
        return [.. Enumerable.Range(0, count).Select(i => OcclusionGrid.Evidence(probabilities.AsSpan(i * classes, classes), label))];
    }
}
