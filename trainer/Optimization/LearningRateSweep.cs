namespace PhotoScore.Trainer.Optimization;

/// <summary>One step of a sweep.</summary>
/// <param name="LearningRate">At which the step was made.</param>
/// <param name="Loss">The batch's mean loss before the step.</param>
internal readonly record struct LearningRatePoint(double LearningRate, double Loss);

/// <summary>What the losses of a sweep through growing learning rates say.</summary>
/// <param name="Points">In the order of the steps; rates rise by a constant factor.</param>
/// <param name="Diverged">Whether the sweep ended because the loss did.</param>
internal sealed record LearningRateSweep(IReadOnlyList<LearningRatePoint> Points, bool Diverged)
{
    /// <summary>The part of a smoothed loss that is the one before's: batches differ more than neighbouring rates do.</summary>
    private const double Memory = 0.9;

    /// <summary>Points on each side of one whose slope is fitted.</summary>
    private const int Reach = 5;

    /// <summary>The losses, each averaged with those before it, which count less the longer ago they are.</summary>
    public IReadOnlyList<double> Smoothed { get; } = Smooth(Points);

    /// <summary>The rate at which the smoothed loss falls fastest on a logarithmic axis; null where it never falls.</summary>
    public double? Suggestion
    {
        get
        {
            var steepest = Enumerable.Range(0, Points.Count).Select(i => (i, Slope: Slope(i))).DefaultIfEmpty().MinBy(point => point.Slope);
            return steepest.Slope < 0 ? Points[steepest.i].LearningRate : null;
        }
    }

    /// <summary>Whether a loss means that the sweep is over: no number, or four times the lowest before it.</summary>
    public static bool IsDiverged(IReadOnlyList<LearningRatePoint> points)
    {
        var smoothed = Smooth(points);
        return smoothed.Length > 0 && !(smoothed[^1] <= 4 * smoothed.Min());
    }

    private static double[] Smooth(IReadOnlyList<LearningRatePoint> points)
    {
        var (sum, weight) = (0.0, 0.0);
        var smoothed = new double[points.Count];
        for (var i = 0; i < points.Count; i++)
        {
            (sum, weight) = ((Memory * sum) + points[i].Loss, (Memory * weight) + 1);
            smoothed[i] = sum / weight;
        }

        return smoothed;
    }

    /// <summary>Of the line through a point's neighbourhood, by least squares; rates are equally far apart.</summary>
    private double Slope(int middle)
    {
        int from = Math.Max(0, middle - Reach), count = Math.Min(Points.Count - 1, middle + Reach) - from + 1;
        if (count < 3)
            return 0;
        double sum = 0, squares = 0, centre = (count - 1) / 2.0;
        for (var i = 0; i < count; i++)
        {
            sum += (i - centre) * Smoothed[from + i];
            squares += (i - centre) * (i - centre);
        }

        return sum / squares;
    }
}
