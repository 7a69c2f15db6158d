namespace PhotoScore.Core.Evaluation;

/// <summary>All metrics of some answers as a row of numbers, for photos that each count as often as a weight says.</summary>
internal sealed class MetricNumbers
{
    public const int Accuracy = 0;
    public const int BalancedAccuracy = 1;
    public const int Precision = 2;
    public const int Recall = 3;
    public const int F1 = 4;
    public const int RocAuc = 5;
    public const int AveragePrecision = 6;
    public const int LogLoss = 7;
    public const int Brier = 8;
    public const int CalibrationError = 9;
    private const int FirstClass = 10;
    private const int NumbersOfClass = 5;

    // A float probability can round to zero.
    private const double LeastProbability = 1e-7;

    private readonly AnsweredPhotos _photos;
    private readonly Ranking[] _rankings;
    private readonly Reliability _reliability;
    private readonly double[] _losses;
    private readonly double[] _squares;

    public MetricNumbers(AnsweredPhotos photos)
    {
        _photos = photos;
        _rankings = [.. Enumerable.Range(0, photos.Classes).Select(c => new Ranking(photos, c))];
        _reliability = new Reliability(photos);
        (_losses, _squares) = (new double[photos.Count], new double[photos.Count]);
        for (var i = 0; i < photos.Count; i++)
        {
            var probabilities = photos.Probabilities(i);
            var label = photos.Labels[i];
            _losses[i] = -Math.Log(Math.Max(probabilities[label], LeastProbability));
            for (var c = photos.Classes == 2 ? 1 : 0; c < probabilities.Length; c++)
                _squares[i] += Math.Pow(probabilities[c] - (label == c ? 1.0 : 0.0), 2);
        }

        var once = new int[photos.Count];
        Array.Fill(once, 1);
        Tally = Tally.Of(photos, once);
    }

    /// <summary>The photos as they are, counted.</summary>
    public Tally Tally { get; }

    /// <summary>Where the numbers of a class begin: precision, recall, F1, area and average precision.</summary>
    public static int OfClass(int c) => FirstClass + (c * NumbersOfClass);

    public double[] Of(int[] weights)
    {
        var numbers = new double[OfClass(_photos.Classes)];
        var tally = Tally.Of(_photos, weights);
        (numbers[Accuracy], numbers[BalancedAccuracy]) = (tally.Accuracy, tally.BalancedAccuracy);
        (numbers[Precision], numbers[Recall], numbers[F1]) = (tally.MacroPrecision, tally.MacroRecall, tally.MacroF1);
        (numbers[LogLoss], numbers[Brier]) = (Mean(_losses, weights), Mean(_squares, weights));
        numbers[CalibrationError] = _reliability.Error(weights);
        for (var c = 0; c < _photos.Classes; c++)
        {
            var first = OfClass(c);
            (numbers[first], numbers[first + 1], numbers[first + 2]) = (tally.Precision(c), tally.Recall(c), tally.F1(c));
            (numbers[first + 3], numbers[first + 4]) = _rankings[c].Measure(weights);
        }

        (numbers[RocAuc], numbers[AveragePrecision]) = (Headline(numbers, 3), Headline(numbers, 4));
        return numbers;
    }

    /// <summary>Of two classes the second one's, otherwise the mean of those that can be ranked.</summary>
    private double Headline(double[] numbers, int offset) => _photos.Classes == 2
        ? numbers[OfClass(1) + offset]
        : Enumerable.Range(0, _photos.Classes).Select(c => numbers[OfClass(c) + offset]).Where(number => !double.IsNaN(number)).DefaultIfEmpty(double.NaN).Average();

    private static double Mean(double[] values, int[] weights)
    {
        double sum = 0;
        long all = 0;
        for (var i = 0; i < values.Length; i++)
            (sum, all) = (sum + (values[i] * weights[i]), all + weights[i]);
        return sum / all;
    }
}
