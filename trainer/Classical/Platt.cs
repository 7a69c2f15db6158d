namespace PhotoScore.Trainer.Classical;

/// <summary>
/// Values of a classifier as log-odds, factor · value + offset (Platt 2000), by Newton's method as Lin, Lin and Weng (2007) give it, which doesn't
/// fail where Platt's own does.
/// </summary>
internal static class Platt
{
    private const int MostIterations = 100;
    private const double LeastStep = 1e-10;
    private const double Ridge = 1e-12;
    private const double Tolerance = 1e-9;

    /// <param name="values">What the classifier gave to photos that it did not learn from.</param>
    /// <param name="positive">Whether each is of the class.</param>
    public static (double Factor, double Offset) Fit(IReadOnlyList<double> values, IReadOnlyList<bool> positive)
    {
        var positives = positive.Count(is1 => is1);
        var negatives = positive.Count - positives;
        double[] targets = [.. positive.Select(is1 => is1 ? (positives + 1.0) / (positives + 2.0) : 1 / (negatives + 2.0))];
        var (factor, offset) = (0.0, Math.Log((positives + 1.0) / (negatives + 1.0)));
        var loss = Loss(values, targets, factor, offset);
        for (var iteration = 0; iteration < MostIterations; iteration++)
        {
            var (h11, h22, h21, g1, g2) = (Ridge, Ridge, 0.0, 0.0, 0.0);
            for (var i = 0; i < values.Count; i++)
            {
                var p = 1 / (1 + Math.Exp(-((factor * values[i]) + offset)));
                var (slope, curve) = (p - targets[i], p * (1 - p));
                g1 += values[i] * slope;
                g2 += slope;
                h11 += values[i] * values[i] * curve;
                h22 += curve;
                h21 += values[i] * curve;
            }

            if (Math.Abs(g1) < Tolerance && Math.Abs(g2) < Tolerance)
                break;
            var determinant = (h11 * h22) - (h21 * h21);
            var (stepFactor, stepOffset) = (-((h22 * g1) - (h21 * g2)) / determinant, -((h11 * g2) - (h21 * g1)) / determinant);
            var step = 1.0;
            double next;
            while (!((next = Loss(values, targets, factor + (step * stepFactor), offset + (step * stepOffset))) < loss + (1e-4 * step * ((g1 * stepFactor) + (g2 * stepOffset)))))
            {
                step /= 2;
                if (step < LeastStep)
                    return (factor, offset);
            }

            (factor, offset, loss) = (factor + (step * stepFactor), offset + (step * stepOffset), next);
        }

        return (factor, offset);
    }

    // Cross-entropy of sigmoid(z) against t, without overflow: log(1 + eᶻ) - t z.
    private static double Loss(IReadOnlyList<double> values, double[] targets, double factor, double offset)
    {
        var sum = 0.0;
        for (var i = 0; i < targets.Length; i++)
        {
            var z = (factor * values[i]) + offset;
            sum += Math.Max(z, 0) + Math.Log(1 + Math.Exp(-Math.Abs(z))) - (targets[i] * z);
        }

        return sum;
    }
}
