using PhotoScore.Trainer.Features;

namespace PhotoScore.Trainer.Classical.Linear;

/// <summary>
/// Logistic regression, for more than two classes by a softmax: least ½|w|² + C Σ weight · loss, in which biases weigh nothing. Solved with all photos at once
/// in doubles, so that nothing but the data decides where it ends.
/// </summary>
internal sealed class LogisticRegression(double tolerance = LogisticRegression.Tolerance) : ILinearLearner
{
    // Of the mean loss's gradient: far below what a photo more or less would change.
    private const double Tolerance = 1e-6;

    public bool GivesLogOdds => true;

    public IEnumerable<LinearModel> Path(LinearProblem problem, IEnumerable<double> cs, CancellationToken cancellation)
    {
        var columns = problem.Features.Columns;
        var parameters = new double[problem.Outputs * (columns + 1)];
        foreach (var c in cs)
        {
            parameters = Lbfgs.Minimize((at, gradient) => Objective(problem, c, at, gradient), parameters, tolerance, cancellation);
            var rows = parameters.Chunk(columns + 1).ToArray();
            yield return new LinearModel([.. rows.Select(row => row[..columns])], [.. rows.Select(row => row[columns])]);
        }
    }

    // Divided by C and the number of photos, so that a gradient of a given size means the same everywhere.
    private static double Objective(LinearProblem problem, double c, double[] at, double[] gradient)
    {
        var (columns, rows) = (problem.Features.Columns, problem.Features.Rows);
        Array.Clear(gradient);
        var loss = 0.0;
        var logits = new double[problem.Outputs];
        for (var row = 0; row < rows; row++)
        {
            var (label, weight) = (problem.Labels[row], problem.WeightOf(row) / rows);
            var x = problem.Features[row];
            for (var output = 0; output < logits.Length; output++)
                logits[output] = Vectors.Dot(Part(at, output, columns)[..columns], x) + Part(at, output, columns)[columns];

            loss += weight * LossAndResiduals(logits, label);
            for (var output = 0; output < logits.Length; output++)
            {
                var part = Part(gradient, output, columns);
                Vectors.AddScaled(part[..columns], weight * logits[output], x);
                part[columns] += weight * logits[output];
            }
        }

        var shrink = 1 / (c * rows);
        for (var i = 0; i < at.Length; i++)
        {
            if ((i + 1) % (columns + 1) == 0)
                continue;
            loss += 0.5 * shrink * at[i] * at[i];
            gradient[i] += shrink * at[i];
        }

        return loss;
    }

    // Leaves the loss's derivative in the place of the logits.
    private static double LossAndResiduals(Span<double> logits, int label)
    {
        if (logits.Length == 1)
        {
            var z = label == 1 ? logits[0] : -logits[0];
            logits[0] = (label == 1 ? -1 : 1) / (1 + Math.Exp(z));
            return z > 0 ? Math.Log(1 + Math.Exp(-z)) : Math.Log(1 + Math.Exp(z)) - z;
        }

        var (largest, own, sum) = (double.NegativeInfinity, logits[label], 0.0);
        foreach (var logit in logits)
            largest = Math.Max(largest, logit);
        foreach (var logit in logits)
            sum += Math.Exp(logit - largest);
        for (var output = 0; output < logits.Length; output++)
            logits[output] = (Math.Exp(logits[output] - largest) / sum) - (output == label ? 1 : 0);
        return largest + Math.Log(sum) - own;
    }

    private static Span<double> Part(double[] parameters, int output, int columns) => parameters.AsSpan(output * (columns + 1), columns + 1);
}
