using PhotoScore.Trainer.Features;

namespace PhotoScore.Trainer.Classical.Linear;

/// <summary>What a value of C was worth.</summary>
/// <param name="C">The value.</param>
/// <param name="LogLoss">Mean over photos that were not learned from, natural logarithm.</param>
/// <param name="Scales">What makes log-odds of each output's values.</param>
internal sealed record CandidateC(double C, double LogLoss, IReadOnlyList<(double Factor, double Offset)> Scales);

/// <summary>Measures values of C on photos that were left out, fold by fold; a photo's mirror image is left out with it, and is not measured.</summary>
internal static class CrossValidation
{
    /// <summary>The values that are tried unless one is given.</summary>
    public static IReadOnlyList<double> Grid { get; } = [.. Enumerable.Range(-6, 12).Select(power => Math.Pow(10, power))];

    // So many in a row that are no better than the best end the search: beyond it, losses only rise, and the largest values take longest.
    private const int Patience = 3;

    /// <param name="learner">What is fitted.</param>
    /// <param name="data">What from.</param>
    /// <param name="fold">The fold of each photo.</param>
    /// <param name="cs">Rising.</param>
    /// <param name="cancellation">Stops it.</param>
    public static IReadOnlyList<CandidateC> Measure(
        ILinearLearner learner, LabelledFeatures data, int[] fold, IReadOnlyList<double> cs, CancellationToken cancellation)
    {
        var paths = new IEnumerator<LinearModel>[fold.Max() + 1];
        Parallel.For(0, paths.Length, left => paths[left] = Path(learner, data, data.RowsOf(photo => fold[photo] != left), cs, cancellation).GetEnumerator());
        var measured = new List<CandidateC>();
        foreach (var c in cs)
        {
            var values = new double[data.Photos][];
            Parallel.For(0, paths.Length, new ParallelOptions { CancellationToken = cancellation }, left =>
            {
                paths[left].MoveNext();
                var model = paths[left].Current;
                for (var photo = 0; photo < data.Photos; photo++)
                {
                    if (fold[photo] == left)
                        values[photo] = [.. Enumerable.Range(0, model.Outputs).Select(output => model.Value(output, data.Rows[photo]))];
                }
            });
            measured.Add(Judge(c, values, data, learner.GivesLogOdds));
            if (measured.Count > Patience && measured.TakeLast(Patience).Min(one => one.LogLoss) >= measured.SkipLast(Patience).Min(one => one.LogLoss))
                break;
        }

        return measured;
    }

    private static IEnumerable<LinearModel> Path(
        ILinearLearner learner, LabelledFeatures data, int[] rows, IReadOnlyList<double> cs, CancellationToken cancellation)
    {
        var features = data.Rows.Take(rows);
        var standardization = Standardization.Of(features);
        var problem = new LinearProblem(standardization.Apply(features), [.. rows.Select(row => data.Labels[row % data.Photos])], data.Classes, data.ClassWeights);
        return learner.Path(problem, cs, cancellation).Select(model => model.Unstandardized(standardization));
    }

    private static CandidateC Judge(double c, double[][] values, LabelledFeatures data, bool logOdds)
    {
        (double Factor, double Offset)[] scales =
        [
            .. values[0].Select((_, output) => logOdds
                ? (1.0, 0.0)
                : Platt.Fit([.. values.Select(value => value[output])], [.. data.Labels.Select(label => label == (data.Classes == 2 ? 1 : output))])),
        ];
        var loss = values.Zip(data.Labels, (value, label) =>
            LossOf([.. value.Select((v, output) => (scales[output].Factor * v) + scales[output].Offset)], label, logOdds)).Average();
        return new CandidateC(c, loss, scales);
    }

    private static double LossOf(double[] logOdds, int label, bool softmax)
    {
        if (logOdds.Length == 1)
            return SoftPlus(label == 1 ? -logOdds[0] : logOdds[0]);
        // One against the rest: each class's own probability, divided by their sum.
        var logits = softmax ? logOdds : Array.ConvertAll(logOdds, z => -SoftPlus(-z));
        var largest = logits.Max();
        return largest + Math.Log(logits.Sum(logit => Math.Exp(logit - largest))) - logits[label];
    }

    private static double SoftPlus(double x) => Math.Max(x, 0) + Math.Log(1 + Math.Exp(-Math.Abs(x)));
}
