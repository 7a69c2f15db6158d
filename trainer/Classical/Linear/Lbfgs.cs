using PhotoScore.Trainer.Features;

namespace PhotoScore.Trainer.Classical.Linear;

/// <summary>
/// The limited-memory quasi-Newton method of Broyden, Fletcher, Goldfarb and Shanno (Liu, Nocedal 1989) for smooth convex functions.
/// </summary>
internal static class Lbfgs
{
    private const int Memory = 10;
    private const int MostIterations = 1000;

    /// <summary>Writes the gradient at a point, and returns the value there.</summary>
    public delegate double Function(double[] at, double[] gradient);

    /// <summary>The point of the smallest value.</summary>
    /// <param name="function">Convex.</param>
    /// <param name="start">Where the search begins.</param>
    /// <param name="tolerance">What each member of the gradient at the end is at most, unless rounding or the number of iterations ends the search before.</param>
    /// <param name="cancellation">Stops it.</param>
    public static double[] Minimize(Function function, double[] start, double tolerance, CancellationToken cancellation)
    {
        var (point, gradient) = ((double[])start.Clone(), new double[start.Length]);
        var value = function(point, gradient);
        var steps = new List<(double[] Step, double[] Change, double Inverse)>(Memory);
        for (var iteration = 0; iteration < MostIterations && gradient.Max(Math.Abs) > tolerance; iteration++)
        {
            cancellation.ThrowIfCancellationRequested();
            var direction = Direction(gradient, steps);
            var first = steps.Count == 0 ? Math.Min(1, 1 / Math.Sqrt(Vectors.Dot(gradient, gradient))) : 1;
            if (LineSearch.Find(function, point, value, gradient, direction, first) is not { } found)
                break;

            Remember(steps, Difference(found.Point, point), Difference(found.Gradient, gradient));
            (point, value, gradient) = found;
        }

        return point;
    }

    // The two loops of Nocedal and Wright's algorithm 7.4.
    private static double[] Direction(double[] gradient, List<(double[] Step, double[] Change, double Inverse)> steps)
    {
        var direction = Array.ConvertAll(gradient, slope => -slope);
        var shares = new double[steps.Count];
        for (var i = steps.Count - 1; i >= 0; i--)
        {
            shares[i] = steps[i].Inverse * Vectors.Dot(steps[i].Step, direction);
            Add(direction, -shares[i], steps[i].Change);
        }

        if (steps is [.., var (_, change, inverse)])
        {
            var scale = 1 / (inverse * Vectors.Dot(change, change));
            for (var i = 0; i < direction.Length; i++)
                direction[i] *= scale;
        }

        for (var i = 0; i < steps.Count; i++)
            Add(direction, shares[i] - (steps[i].Inverse * Vectors.Dot(steps[i].Change, direction)), steps[i].Step);
        return direction;
    }

    private static void Remember(List<(double[] Step, double[] Change, double Inverse)> steps, double[] step, double[] change)
    {
        // Rounding may hide the curvature of a step that hardly moved.
        if (Vectors.Dot(step, change) is not (> 0 and var curvature))
            return;
        if (steps.Count == Memory)
            steps.RemoveAt(0);
        steps.Add((step, change, 1 / curvature));
    }

    private static double[] Difference(double[] left, double[] right)
    {
        var difference = new double[left.Length];
        for (var i = 0; i < difference.Length; i++)
            difference[i] = left[i] - right[i];
        return difference;
    }

    private static void Add(double[] target, double factor, double[] values)
    {
        for (var i = 0; i < target.Length; i++)
            target[i] += factor * values[i];
    }
}
