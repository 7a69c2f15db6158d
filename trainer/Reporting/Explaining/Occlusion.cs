using PhotoScore.Trainer.Architectures;
using TorchSharp;

namespace PhotoScore.Trainer.Reporting.Explaining;

/// <summary>
/// How much a class's probability falls when a part of the photo is covered in grey (Zeiler and Fergus 2014): asks the network and nothing else, and so works
/// for trees and neighbours too.
/// </summary>
internal static class Occlusion
{
    /// <summary>Places of the cover along a side; it is twice as wide as the way between two of them.</summary>
    private const int Places = 9;

    private const byte Grey = 128;

    /// <param name="network">The network.</param>
    /// <param name="photo">Rows of RGB.</param>
    /// <param name="width">Of the photo.</param>
    /// <param name="height">Of the photo.</param>
    /// <param name="label">The class whose evidence is looked for.</param>
    public static ExplainedPhoto Of(Network network, ReadOnlySpan<byte> photo, int width, int height, int label)
    {
        using var scope = torch.NewDisposeScope();
        var whole = Probabilities(network, photo.ToArray(), 1, width, height, label)[0];
        var falls = new float[width * height];
        var times = new int[width * height];
        for (var row = 0; row < Places; row++)
        {
            var (top, bottom) = Span(row, height);
            var covered = new byte[Places * photo.Length];
            for (var column = 0; column < Places; column++)
            {
                var copy = covered.AsSpan(column * photo.Length, photo.Length);
                photo.CopyTo(copy);
                var (left, right) = Span(column, width);
                for (var y = top; y < bottom; y++)
                    copy.Slice(((y * width) + left) * 3, (right - left) * 3).Fill(Grey);
            }

            var answers = Probabilities(network, covered, Places, width, height, label);
            for (var column = 0; column < Places; column++)
            {
                var (left, right) = Span(column, width);
                for (var y = top; y < bottom; y++)
                {
                    for (var x = left; x < right; x++)
                    {
                        falls[(y * width) + x] += Math.Max(0, whole - answers[column]);
                        times[(y * width) + x]++;
                    }
                }
            }
        }

        for (var i = 0; i < falls.Length; i++)
            falls[i] /= Math.Max(1, times[i]);
        var largest = falls.Max();
        return new ExplainedPhoto(largest > 0 ? [.. falls.Select(fall => fall / largest)] : falls, Saliency: null, "occlusion");
    }

    private static (int From, int To) Span(int place, int side)
    {
        var from = place * side / (Places + 1);
        return (from, Math.Min(side, (place + 2) * side / (Places + 1)));
    }

    private static float[] Probabilities(Network network, byte[] photos, int count, int width, int height, int label)
    {
        var pixels = torch.tensor(photos, [count, height, width, 3], torch.uint8).to(network.Device);
        return network.Inspect(pixels, [network.Graph.Probabilities])[0].select(1, label).cpu().contiguous().data<float>().ToArray();
    }
}
