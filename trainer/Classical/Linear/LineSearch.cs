using PhotoScore.Trainer.Features;

namespace PhotoScore.Trainer.Classical.Linear;

/// <summary>Where a line search ended.</summary>
internal sealed record LinePoint(double[] Point, double Value, double[] Gradient);

/// <summary>A step along a direction that satisfies the Wolfe conditions, by bisection and doubling (Burke, Lewis, Overton 2004).</summary>
internal static class LineSearch
{
    private const double Decrease = 1e-4;
    private const double Curvature = 0.9;
    private const int MostTrials = 60;

    /// <returns>Null where no step is better: rounding has the last word.</returns>
    public static LinePoint? Find(Lbfgs.Function function, double[] point, double value, double[] gradient, double[] direction, double step)
    {
        var slope = Vectors.Dot(gradient, direction);
        if (!(slope < 0))
            return null;
        var (low, high) = (0.0, double.PositiveInfinity);
        LinePoint? better = null;
        for (var trial = 0; trial < MostTrials; trial++)
        {
            var found = At(function, point, direction, step);
            if (!(found.Value <= value + (Decrease * step * slope)))
            {
                high = step;
            }
            else
            {
                better = found;
                if (Vectors.Dot(found.Gradient, direction) >= Curvature * slope)
                    return found;
                low = step;
            }

            step = double.IsPositiveInfinity(high) ? 2 * low : (low + high) / 2;
        }

        return better;
    }

    private static LinePoint At(Lbfgs.Function function, double[] point, double[] direction, double step)
    {
        var (moved, gradient) = (new double[point.Length], new double[point.Length]);
        for (var i = 0; i < point.Length; i++)
            moved[i] = point[i] + (step * direction[i]);
        var value = function(moved, gradient);
        return new LinePoint(moved, value, gradient);
    }
}
