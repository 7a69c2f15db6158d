using System.Runtime.Intrinsics;
using PhotoScore.Core.Imaging;

namespace PhotoScore.Core.Datasets.Statistics;

/// <summary>Mean and population variance of each channel of one photo as it is stored, before the JPEG encoder rounds it; values are 0 to 1.</summary>
public readonly record struct PhotoMoments(double RedMean, double GreenMean, double BlueMean, double RedVariance, double GreenVariance, double BlueVariance)
{
    private const int Channels = 3;

    // So many squares of bytes fit an integer.
    private const int BlocksAtOnce = 1 << 14;

    /// <summary>Of a photo's pixels.</summary>
    /// <param name="rgb">Bytes R, G, B, R, G, B, …; at least one pixel.</param>
    public static PhotoMoments Of(ReadOnlySpan<byte> rgb)
    {
        if (rgb.IsEmpty || rgb.Length % Channels != 0)
            throw new ArgumentException($"{rgb.Length} bytes are no RGB pixels; a positive multiple of three is.", nameof(rgb));

        // Integers: exact for photos of up to 10^14 pixels.
        var (red, green, blue) = (new Sums(), new Sums(), new Sums());
        var blocks = RgbBlocks.Count(rgb.Length);
        for (var block = 0; block < blocks; block++)
        {
            var (reds, greens, blues) = RgbBlocks.Read(rgb, block);
            red.Add(reds);
            green.Add(greens);
            blue.Add(blues);
            if (block % BlocksAtOnce == BlocksAtOnce - 1)
            {
                red.Settle();
                green.Settle();
                blue.Settle();
            }
        }
        red.Settle();
        green.Settle();
        blue.Settle();
        for (var i = Channels * RgbBlocks.Pixels * blocks; i < rgb.Length; i += Channels)
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
        private Vector256<int> _blockValues;
        private Vector256<int> _blockSquares;
        private long _values;
        private long _squares;

        public void Add(Vector256<int> values)
        {
            _blockValues += values;
            _blockSquares += values * values;
        }

        /// <summary>Brings the lanes home before they overflow.</summary>
        public void Settle()
        {
            var (values, moreValues) = Vector256.Widen(_blockValues);
            var (squares, moreSquares) = Vector256.Widen(_blockSquares);
            _values += Vector256.Sum(values + moreValues);
            _squares += Vector256.Sum(squares + moreSquares);
            (_blockValues, _blockSquares) = (default, default);
        }

        public void Add(int value)
        {
            _values += value;
            _squares += value * value;
        }

        public readonly double Mean(long pixels) => (double)_values / pixels / 255;

        public readonly double Variance(long pixels) => (double)(((Int128)_squares * pixels) - ((Int128)_values * _values)) / pixels / pixels / (255 * 255);
    }
}
