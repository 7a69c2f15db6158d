using PhotoScore.Core.Imaging;

namespace PhotoScore.Benchmarks.Filters;

/// <summary>Copies of photos that the quality filter is to find.</summary>
internal static class Spoiled
{
    /// <summary>Every sample moved towards a level: 0 darkens, 255 brightens, 128 flattens.</summary>
    public static Func<Pixels, Pixels> Towards(double level, double left) => photo =>
    {
        var samples = photo.Span.ToArray();
        for (var i = 0; i < samples.Length; i++)
            samples[i] = (byte)Math.Round(level + ((samples[i] - level) * left));
        return Pixels.From(samples, photo.Width, photo.Height);
    };

    /// <summary>Three box blurs in both directions, which come near to a Gaussian.</summary>
    /// <param name="sigma">Its standard deviation as a share of the long side.</param>
    public static Func<Pixels, Pixels> Blurred(double sigma) => photo =>
    {
        // Three boxes of radius r have the variance r(r + 1).
        var pixels = sigma * Math.Max(photo.Width, photo.Height);
        var radius = Math.Max(1, (int)Math.Round((Math.Sqrt((4 * pixels * pixels) + 1) - 1) / 2));
        var samples = Array.ConvertAll(photo.Span.ToArray(), sample => (float)sample);
        for (var round = 0; round < 3; round++)
        {
            for (var y = 0; y < photo.Height; y++)
                Lines(samples, y * photo.Width * 3, 3, photo.Width, radius);
            for (var x = 0; x < photo.Width; x++)
                Lines(samples, x * 3, photo.Width * 3, photo.Height, radius);
        }
        return Pixels.From(Array.ConvertAll(samples, sample => (byte)Math.Clamp(MathF.Round(sample), 0, 255)), photo.Width, photo.Height);
    };

    private static void Lines(float[] samples, int start, int step, int length, int radius)
    {
        for (var channel = 0; channel < 3; channel++)
            Line(samples, start + channel, step, length, radius);
    }

    private static void Line(float[] samples, int start, int step, int length, int radius)
    {
        var line = new float[length];
        for (var i = 0; i < length; i++)
            line[i] = samples[start + (i * step)];
        var sum = 0.0;
        for (var i = -radius; i <= radius; i++)
            sum += At(i);
        for (var i = 0; i < length; i++)
        {
            samples[start + (i * step)] = (float)(sum / ((2 * radius) + 1));
            sum += At(i + radius + 1) - At(i - radius);
        }

        float At(int i) => line[Math.Clamp(i, 0, length - 1)];
    }
}
