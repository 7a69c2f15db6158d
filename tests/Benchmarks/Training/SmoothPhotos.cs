using System.Diagnostics;
using PhotoScore.Core.Imaging;
using PhotoScore.Trainer.Data;

namespace PhotoScore.Benchmarks.Training;

/// <summary>Photos as a dataset stores them, 340 x 256 pixels: ramps of colour with a little noise, which compress as photographs do.</summary>
internal static class SmoothPhotos
{
    private const int Width = 340, Height = 256;
    private const int Different = 64;

    /// <summary>Decodes photos of two classes at a network's size, and gives the wall seconds of one.</summary>
    public static (PhotoSet Photos, double Seconds) Decode(int count, Geometry geometry)
    {
        var jpegs = Enumerable.Range(0, Different).Select(Jpeg).ToArray();
        var (width, height) = geometry.FixedSize!.Value;
        var photos = new PhotoSet(count, width, height);
        var watch = Stopwatch.StartNew();
        Parallel.For(0, count, i => photos.Store(i, $"photo{i:D6}", i % 2, jpegs[i % Different], geometry));
        return (photos, watch.Elapsed.TotalSeconds / count);
    }

    private static byte[] Jpeg(int seed)
    {
        var random = new Random(seed);
        using var pixels = new Pixels(Width, Height);
        for (var y = 0; y < Height; y++)
        {
            var row = pixels.Row(y);
            for (var x = 0; x < row.Length; x++)
                row[x] = (byte)((((x * (1 + (seed % 3))) + (y * 2)) / 8 % 230) + random.Next(24));
        }

        return JpegEncoder.Encode(pixels, 92);
    }
}
