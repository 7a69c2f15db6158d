namespace PhotoScore.Core.Datasets.Statistics;

/// <summary>Mean and population variance of each channel of one photo as it is stored, before the JPEG encoder rounds it; values are 0 to 1.</summary>
public readonly record struct PhotoMoments(double RedMean, double GreenMean, double BlueMean, double RedVariance, double GreenVariance, double BlueVariance)
{
    private const int Channels = 3;

    /// <summary>Of a photo's pixels.</summary>
    /// <param name="rgb">Bytes R, G, B, R, G, B, …; at least one pixel.</param>
    public static PhotoMoments Of(ReadOnlySpan<byte> rgb)
    {
        if (rgb.IsEmpty || rgb.Length % Channels != 0)
            throw new ArgumentException($"{rgb.Length} bytes are no RGB pixels; a positive multiple of three is.", nameof(rgb));

        // Integers: exact for photos of up to 10^14 pixels.
        var (red, green, blue) = (new Sums(), new Sums(), new Sums());
        for (var i = 0; i < rgb.Length; i += Channels)
        {
            red.Add(rgb[i]);
            green.Add(rgb[i + 1]);
            blue.Add(rgb[i + 2]);
        }

        var pixels = rgb.Length / Channels;
        return new PhotoMoments(red.Mean(pixels), green.Mean(pixels), blue.Mean(pixels), red.Variance(pixels), green.Variance(pixels), blue.Variance(pixels));
    }

    private struct Sums
    {
        private long _values;
        private long _squares;

        public void Add(int value)
        {
            _values += value;
            _squares += value * value;
        }

        public readonly double Mean(long pixels) => (double)_values / pixels / 255;

        public readonly double Variance(long pixels) => (double)(((Int128)_squares * pixels) - ((Int128)_values * _values)) / pixels / pixels / (255 * 255);
    }
}
