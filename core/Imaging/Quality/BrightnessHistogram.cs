namespace PhotoScore.Core.Imaging.Quality;

/// <summary>How bright the pixels of a photo are, as perceived: sqrt(0.241 R² + 0.691 G² + 0.068 B²), which CleanVision uses.</summary>
internal sealed class BrightnessHistogram
{
    private const int BinsPerLevel = 4;
    private readonly int[] _counts = new int[(255 * BinsPerLevel) + 1];
    private readonly int _pixels;

    private BrightnessHistogram(int pixels) => _pixels = pixels;

    /// <summary>Of 1; 0 for one flat colour.</summary>
    public double Deviation { get; private set; }

    public static BrightnessHistogram Of(Pixels photo)
    {
        var samples = photo.Span;
        var histogram = new BrightnessHistogram(samples.Length / 3);
        var (sum, squares) = (0.0, 0.0);
        for (var i = 0; i < samples.Length; i += 3)
        {
            var (r, g, b) = ((float)samples[i], (float)samples[i + 1], (float)samples[i + 2]);
            var square = (0.241f * r * r) + (0.691f * g * g) + (0.068f * b * b);
            var level = MathF.Sqrt(square);
            sum += level;
            squares += square;
            histogram._counts[Math.Min((int)((level * BinsPerLevel) + 0.5f), 255 * BinsPerLevel)]++;
        }
        var mean = sum / histogram._pixels;
        histogram.Deviation = Math.Sqrt(Math.Max(0, (squares / histogram._pixels) - (mean * mean))) / 255;
        return histogram;
    }

    /// <summary>The brightness, 0 to 1 in steps of a quarter level, that a share of the pixels does not exceed.</summary>
    public double Percentile(double share)
    {
        var (bin, seen) = (0, (long)_counts[0]);
        while (seen < share * _pixels)
            seen += _counts[++bin];
        return bin / (255.0 * BinsPerLevel);
    }
}
