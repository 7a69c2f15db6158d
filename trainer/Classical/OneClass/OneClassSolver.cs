namespace PhotoScore.Trainer.Classical.OneClass;

/// <summary>
/// The dual of the one-class support vector machine (Schölkopf, Platt, Shawe-Taylor, Smola, Williamson 2001): least ½ αᵀKα with 0 ≤ α ≤ 1 and Σα = ν n; by sequential
/// minimal optimisation, pairs chosen by second-order information (Fan, Chen, Lin 2005).
/// </summary>
internal sealed class OneClassSolver(int count, Func<int, float[]> row)
{
    private const double Tolerance = 1e-4;
    private const int MostSteps = 1_000_000;

    private readonly float[]?[] _rows = new float[count][];

    /// <summary>The multipliers, and the offset rho that is taken from Σ α K(x, x_i).</summary>
    public (double[] Multipliers, double Rho) Solve(double nu, CancellationToken cancellation)
    {
        var alpha = new double[count];
        var left = nu * count;
        for (var i = 0; i < count && left > 0; i++)
            left -= alpha[i] = Math.Min(1, left);

        var gradient = new double[count];
        for (var i = 0; i < count; i++)
        {
            if (alpha[i] > 0)
                AddRow(gradient, i, alpha[i]);
        }

        for (var step = 0; step < MostSteps && Choose(alpha, gradient) is var (up, down); step++)
        {
            if (step % 1000 == 0)
                cancellation.ThrowIfCancellationRequested();
            var by = (gradient[down] - gradient[up]) / Curvature(up, down);
            by = Math.Min(by, Math.Min(1 - alpha[up], alpha[down]));
            (alpha[up], alpha[down]) = (Clip(alpha[up] + by), Clip(alpha[down] - by));
            AddRow(gradient, up, by);
            AddRow(gradient, down, -by);
        }

        return (alpha, Rho(alpha, gradient));
    }

    // Up may still grow, down still shrink; null where no pair would gain more than the tolerance.
    private (int Up, int Down)? Choose(double[] alpha, double[] gradient)
    {
        var up = -1;
        for (var i = 0; i < count; i++)
        {
            if (alpha[i] < 1 && (up < 0 || gradient[i] < gradient[up]))
                up = i;
        }

        if (up < 0)
            return null;
        var (down, gain, worst) = (-1, 0.0, double.NegativeInfinity);
        for (var j = 0; j < count; j++)
        {
            if (alpha[j] <= 0)
                continue;
            worst = Math.Max(worst, gradient[j]);
            var difference = gradient[j] - gradient[up];
            if (difference > 0 && (difference * difference) / Curvature(up, j) is var promised && promised > gain)
                (down, gain) = (j, promised);
        }

        return down >= 0 && worst - gradient[up] > Tolerance ? (up, down) : null;
    }

    private double Curvature(int i, int j) => Math.Max(Row(i)[i] + Row(j)[j] - (2 * Row(i)[j]), 1e-12);

    private void AddRow(double[] gradient, int i, double factor)
    {
        var kernel = Row(i);
        for (var j = 0; j < count; j++)
            gradient[j] += factor * kernel[j];
    }

    // Where a multiplier lies between its bounds the gradient is rho; where none does, rho lies between those at either bound.
    private static double Rho(double[] alpha, double[] gradient)
    {
        double[] free = [.. gradient.Where((_, i) => alpha[i] is > 0 and < 1)];
        if (free.Length > 0)
            return free.Average();
        var outside = gradient.Where((_, i) => alpha[i] >= 1).DefaultIfEmpty(double.NegativeInfinity).Max();
        var inside = gradient.Where((_, i) => alpha[i] <= 0).DefaultIfEmpty(outside).Min();
        return double.IsFinite(outside) ? (outside + inside) / 2 : inside;
    }

    private float[] Row(int i) => _rows[i] ??= row(i);

    private static double Clip(double alpha) => alpha is < 1e-12 ? 0 : alpha > 1 - 1e-12 ? 1 : alpha;
}
