namespace PhotoScore.Core.Monitoring;

/// <summary>
/// Sums up photos one at a time, the same for those that a model was validated on and those that it is asked about. Costs about ten microseconds and no memory a photo. Not
/// for several threads at once.
/// </summary>
/// <param name="classes">The model's classes, in their order.</param>
public sealed class PhotoStatisticsBuilder(IReadOnlyList<string> classes)
{
    // More would cost as much as a small network takes for its answer, and say no more.
    private const int MostPixels = 4096;
    private const int Channels = 3;

    private readonly long[] _bins = new long[classes.Count * PhotoStatistics.Bins];
    private readonly Sums[] _probabilities = new Sums[classes.Count];
    private readonly Sums[] _pixels = new Sums[Channels];
    private readonly Sums[] _photoMeans = new Sums[Channels];
    private double[] _embedding = [];
    private double[] _embeddingSquares = [];
    private Sums _norm;
    private Sums _width;
    private Sums _height;
    private Sums _bytes;

    /// <summary>Photos so far.</summary>
    public long Photos { get; private set; }

    /// <summary>Adds a photo.</summary>
    /// <param name="probabilities">One a class.</param>
    /// <param name="embedding">As the network gives it; empty where nobody asked for it. One of another length than the first is left out.</param>
    /// <param name="pixels">The network's input: R, G, B of each pixel.</param>
    /// <param name="size">Columns and rows of the photo as it was sent; null where that is not known.</param>
    /// <param name="bytes">Of its file; null where that is not known.</param>
    public void Add(ReadOnlySpan<float> probabilities, ReadOnlySpan<float> embedding, ReadOnlySpan<byte> pixels, (int Width, int Height)? size = null, long? bytes = null)
    {
        Photos++;
        for (var c = 0; c < classes.Count; c++)
        {
            _bins[(c * PhotoStatistics.Bins) + Math.Clamp((int)(probabilities[c] * PhotoStatistics.Bins), 0, PhotoStatistics.Bins - 1)]++;
            _probabilities[c].Add(probabilities[c]);
        }
        AddEmbedding(embedding);
        AddPixels(pixels);
        if (size is var (width, height))
        {
            _width.Add(width);
            _height.Add(height);
        }
        if (bytes is { } length)
            _bytes.Add(length);
    }

    /// <summary>What was added so far.</summary>
    public PhotoStatistics Build() => new()
    {
        Photos = Photos,
        Histograms = new OrderedDictionary<string, IReadOnlyList<long>>(classes.Select((name, c) =>
            KeyValuePair.Create<string, IReadOnlyList<long>>(name, _bins[(c * PhotoStatistics.Bins)..((c + 1) * PhotoStatistics.Bins)]))),
        Probabilities = new OrderedDictionary<string, Moments>(classes.Select((name, c) => KeyValuePair.Create(name, _probabilities[c].Moments()))),
        Embedding = _norm.Count == 0 ? null : Embedding(),
        EmbeddingNorm = _norm.Moments(),
        Channels = [.. _pixels.Zip(_photoMeans, (pixels, means) => new ChannelMoments(pixels.Moments(), means.Moments()))],
        Width = _width.Moments(),
        Height = _height.Moments(),
        Bytes = _bytes.Moments(),
    };

    private void AddEmbedding(ReadOnlySpan<float> embedding)
    {
        if (_norm.Count == 0 && embedding.Length > 0)
            (_embedding, _embeddingSquares) = (new double[embedding.Length], new double[embedding.Length]);
        if (embedding.Length == 0 || embedding.Length != _embedding.Length)
            return;
        var squares = 0.0;
        for (var i = 0; i < embedding.Length; i++)
        {
            double value = embedding[i];
            _embedding[i] += value;
            _embeddingSquares[i] += value * value;
            squares += value * value;
        }
        _norm.Add(Math.Sqrt(squares));
    }

    private void AddPixels(ReadOnlySpan<byte> pixels)
    {
        var step = Channels * Math.Max(1, pixels.Length / Channels / MostPixels);
        Span<long> sums = stackalloc long[Channels];
        Span<long> squares = stackalloc long[Channels];
        long count = 0;
        for (var i = 0; i + Channels <= pixels.Length; i += step, count++)
        {
            for (var c = 0; c < Channels; c++)
            {
                long value = pixels[i + c];
                sums[c] += value;
                squares[c] += value * value;
            }
        }
        for (var c = 0; c < Channels && count > 0; c++)
        {
            _pixels[c].Add(count, sums[c], squares[c]);
            _photoMeans[c].Add((double)sums[c] / count);
        }
    }

    private VectorMoments Embedding()
    {
        var moments = _embedding.Zip(_embeddingSquares, (sum, squares) => Moments.Of(_norm.Count, sum, squares)).ToList();
        return new(_norm.Count, [.. moments.Select(one => one.Mean)], [.. moments.Select(one => one.Variance)]);
    }

    private struct Sums
    {
        private double _sum;
        private double _squares;

        public long Count { get; private set; }

        public void Add(double value) => Add(1, value, value * value);

        public void Add(long count, double sum, double squares)
        {
            Count += count;
            _sum += sum;
            _squares += squares;
        }

        public readonly Moments Moments() => Monitoring.Moments.Of(Count, _sum, _squares);
    }
}
