namespace PhotoScore.Trainer.Classical.Linear;

/// <summary>Measures values of C on photos that were left out, fold by fold; a photo's mirror image is left out with it, answered, and not measured.</summary>
internal static class CrossValidation
{
    /// <summary>The values that are tried unless one is given.</summary>
    public static IReadOnlyList<double> Grid { get; } = [.. Enumerable.Range(-6, 12).Select(power => Math.Pow(10, power))];

    // So many in a row that are no better than the best end the search: beyond it, losses only rise, and the largest values take longest.
    private const int Patience = 3;

    /// <param name="learner">What is fitted.</param>
    /// <param name="scaling">What the features are scaled by; their rows already are.</param>
    /// <param name="data">What from.</param>
    /// <param name="fold">The fold of each photo.</param>
    /// <param name="cs">Rising.</param>
    /// <param name="cancellation">Stops it.</param>
    public static IReadOnlyList<CandidateC> Measure(
        ILinearLearner learner, FeatureScaling scaling, LabelledFeatures data, int[] fold, IReadOnlyList<double> cs, CancellationToken cancellation)
    {
        var paths = new IEnumerator<LinearModel>[fold.Max() + 1];
        Parallel.For(0, paths.Length, left => paths[left] = Path(learner, scaling, data, data.RowsOf(photo => fold[photo] != left), cs, cancellation).GetEnumerator());
        var measured = new List<CandidateC>();
        foreach (var c in cs)
        {
            var values = new double[data.Rows.Rows][];
            Parallel.For(0, paths.Length, new ParallelOptions { CancellationToken = cancellation }, left =>
            {
                paths[left].MoveNext();
                var model = paths[left].Current;
                foreach (var row in data.RowsOf(photo => fold[photo] == left))
                    values[row] = [.. Enumerable.Range(0, model.Outputs).Select(output => model.Value(output, data.Rows[row]))];
            });
            measured.Add(Judge(c, values, data, learner.GivesLogOdds));
            if (measured.Count > Patience && measured.TakeLast(Patience).Min(one => one.LogLoss) >= measured.SkipLast(Patience).Min(one => one.LogLoss))
                break;
        }

        return measured;
    }

    private static IEnumerable<LinearModel> Path(
        ILinearLearner learner, FeatureScaling scaling, LabelledFeatures data, int[] rows, IReadOnlyList<double> cs, CancellationToken cancellation)
    {
        var features = data.Rows.Take(rows);
        var moments = scaling.Moments(features);
        var problem = new LinearProblem(moments.Apply(features), [.. rows.Select(row => data.Labels[row % data.Photos])], data.Classes, data.ClassWeights);
        return learner.Path(problem, cs, cancellation).Select(model => model.Unstandardized(moments));
    }

    private static CandidateC Judge(double c, double[][] values, LabelledFeatures data, bool logOdds)
    {
        (double Factor, double Offset)[] scales =
        [
            .. values[0].Select((_, output) => logOdds
                ? (1.0, 0.0)
                : Platt.Fit([.. values.Take(data.Photos).Select(value => value[output])], [.. data.Labels.Select(label => label == (data.Classes == 2 ? 1 : output))])),
        ];
        var logits = values.Select(value => Logits(value, scales, logOdds)).ToArray();
        return new CandidateC(c, scales)
        {
            Losses = [.. logits.Zip(data.Labels, LossOf)],
            LeftOut = new LeftOut(Floats(logits.Take(data.Photos)), logits.Length > data.Photos ? Floats(logits.Skip(data.Photos)) : null, data.Labels),
        };
    }

    // One against the rest: each class's own probability, divided by their sum.
    private static double[] Logits(double[] values, (double Factor, double Offset)[] scales, bool logOdds)
    {
        var scaled = values.Select((value, output) => (scales[output].Factor * value) + scales[output].Offset);
        return logOdds || values.Length == 1 ? [.. scaled] : [.. scaled.Select(z => -SoftPlus(-z))];
    }

    private static double LossOf(double[] logits, int label)
    {
        if (logits.Length == 1)
            return SoftPlus(label == 1 ? -logits[0] : logits[0]);
        var largest = logits.Max();
        return largest + Math.Log(logits.Sum(logit => Math.Exp(logit - largest))) - logits[label];
    }

    private static float[] Floats(IEnumerable<double[]> logits) => [.. logits.SelectMany(row => row).Select(logit => (float)logit)];

    private static double SoftPlus(double x) => Math.Max(x, 0) + Math.Log(1 + Math.Exp(-Math.Abs(x)));
}
