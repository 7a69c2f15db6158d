namespace PhotoScore.Core.Evaluation;

/// <summary>Photos whose most probable class has a probability in (<paramref name="Low"/>, <paramref name="High"/>].</summary>
/// <param name="Low">Where the bin begins.</param>
/// <param name="High">Where it ends.</param>
/// <param name="Photos">How many.</param>
/// <param name="Confidence">The mean probability of the most probable class; 0 without photos.</param>
/// <param name="Accuracy">The share at which that class is right; 0 without photos.</param>
public sealed record ReliabilityBin(double Low, double High, long Photos, double Confidence, double Accuracy);

/// <summary>Whether probabilities mean what they say (Guo et al., "On calibration of modern neural networks", 2017).</summary>
public sealed class Reliability
{
    /// <summary>How many bins of equal width.</summary>
    public const int Bins = 15;

    private readonly int[] _bins;
    private readonly double[] _confidences;
    private readonly bool[] _right;

    internal Reliability(AnsweredPhotos photos)
    {
        (_bins, _confidences, _right) = (new int[photos.Count], new double[photos.Count], new bool[photos.Count]);
        for (var i = 0; i < photos.Count; i++)
        {
            var probabilities = photos.Probabilities(i);
            var top = 0;
            for (var c = 1; c < probabilities.Length; c++)
            {
                if (probabilities[c] > probabilities[top])
                    top = c;
            }

            (_confidences[i], _right[i]) = (probabilities[top], photos.Labels[i] == top);
            _bins[i] = Math.Clamp((int)Math.Ceiling(_confidences[i] * Bins) - 1, 0, Bins - 1);
        }
    }

    /// <summary>The bins of a reliability diagram, rising.</summary>
    public static IReadOnlyList<ReliabilityBin> Of(AnsweredPhotos photos)
    {
        ArgumentNullException.ThrowIfNull(photos);
        var weights = new int[photos.Count];
        Array.Fill(weights, 1);
        return
        [
            .. new Reliability(photos).Sums(weights).Select((sum, bin) => new ReliabilityBin(
                (double)bin / Bins,
                (bin + 1.0) / Bins,
                sum.Photos,
                sum.Photos == 0 ? 0 : sum.Confidence / sum.Photos,
                sum.Photos == 0 ? 0 : (double)sum.Right / sum.Photos)),
        ];
    }

    /// <summary>The expected calibration error: the distance of confidence and accuracy in a bin, mean over photos.</summary>
    public static double ErrorOf(AnsweredPhotos photos)
    {
        ArgumentNullException.ThrowIfNull(photos);
        var weights = new int[photos.Count];
        Array.Fill(weights, 1);
        return new Reliability(photos).Error(weights);
    }

    /// <summary>The expected calibration error: the distance of confidence and accuracy, mean over photos.</summary>
    internal double Error(ReadOnlySpan<int> weights)
    {
        var sums = Sums(weights);
        return sums.Sum(sum => Math.Abs(sum.Confidence - sum.Right)) / sums.Sum(sum => sum.Photos);
    }

    private (long Photos, double Confidence, long Right)[] Sums(ReadOnlySpan<int> weights)
    {
        var sums = new (long Photos, double Confidence, long Right)[Bins];
        for (var i = 0; i < _bins.Length; i++)
        {
            ref var sum = ref sums[_bins[i]];
            sum.Photos += weights[i];
            sum.Confidence += weights[i] * _confidences[i];
            sum.Right += _right[i] ? weights[i] : 0;
        }

        return sums;
    }
}
