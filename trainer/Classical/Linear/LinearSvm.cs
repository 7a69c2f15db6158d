using PhotoScore.Trainer.Data;
using PhotoScore.Trainer.Features;

namespace PhotoScore.Trainer.Classical.Linear;

/// <summary>
/// A linear support vector machine with squared hinge loss: least ½|w|² + C Σ weight · max(0, 1 - y w·x)², the bias being the weight of a feature that is always 1.
/// By dual coordinate descent (Hsieh, Chang, Lin, Keerthi, Sundararajan 2008, algorithm 1 with random permutations). More than two
/// classes: each against the rest.
/// </summary>
internal sealed class LinearSvm(int seed) : ILinearLearner
{
    // The largest projected gradient that is left, and when to stop all the same: a C of 100,000 on features that don't separate needs millions of passes.
    private const double Tolerance = 1e-4;
    private const int MostPasses = 1000;

    public bool GivesLogOdds => false;

    public IEnumerable<LinearModel> Path(LinearProblem problem, IEnumerable<double> cs, CancellationToken cancellation)
    {
        var multipliers = Enumerable.Range(0, problem.Outputs).Select(_ => new double[problem.Features.Rows]).ToArray();
        double[] squares = [.. Enumerable.Range(0, problem.Features.Rows).Select(row => Vectors.Dot(problem.Features[row], problem.Features[row]) + 1)];
        foreach (var c in cs)
        {
            var fits = multipliers.Select((alpha, output) => Fit(problem, problem.Classes == 2 ? 1 : output, c, alpha, squares, cancellation)).ToArray();
            yield return new LinearModel([.. fits.Select(fit => fit.Weights)], [.. fits.Select(fit => fit.Bias)]);
        }
    }

    private (double[] Weights, double Bias) Fit(
        LinearProblem problem, int positive, double c, double[] alpha, double[] squares, CancellationToken cancellation)
    {
        var (features, rows) = (problem.Features, problem.Features.Rows);
        int Sign(int row) => problem.Labels[row] == positive ? 1 : -1;
        var (weights, bias) = (new double[features.Columns], 0.0);
        for (var row = 0; row < rows; row++)
            Move(row, alpha[row] * Sign(row));

        for (var pass = 0; pass < MostPasses; pass++)
        {
            cancellation.ThrowIfCancellationRequested();
            var violation = 0.0;
            foreach (var row in EpochOrder.Shuffled(rows, seed, pass))
            {
                var diagonal = 1 / (2 * c * problem.WeightOf(row));
                var gradient = (Sign(row) * (Vectors.Dot(weights, features[row]) + bias)) - 1 + (diagonal * alpha[row]);
                var projected = alpha[row] == 0 ? Math.Min(gradient, 0) : gradient;
                if (projected == 0)
                    continue;
                violation = Math.Max(violation, Math.Abs(projected));
                var before = alpha[row];
                alpha[row] = Math.Max(before - (gradient / (squares[row] + diagonal)), 0);
                Move(row, (alpha[row] - before) * Sign(row));
            }

            if (violation < Tolerance)
                break;
        }

        return (weights, bias);

        void Move(int row, double by)
        {
            if (by == 0)
                return;
            Vectors.AddScaled(weights, by, features[row]);
            bias += by;
        }
    }
}
