using PhotoScore.Core.Imaging;

namespace PhotoScore.Benchmarks.Serving;

/// <summary>JPEGs of 500 x 375 pixels: ramps of colour with a little noise, which compress as photographs do.</summary>
internal static class ServingPhotos
{
    private const int Width = 500, Height = 375;
    private const int Different = 32;
    private const int Quality = 85;

    public static byte[][] Jpegs() => [.. Enumerable.Range(0, Different).Select(Jpeg)];

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
        return JpegEncoder.Encode(pixels, Quality);
    }
}
