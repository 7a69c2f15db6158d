using System.Globalization;
using PhotoScore.Core.Training;
using PhotoScore.Trainer.Architectures.Layers;
using PhotoScore.Trainer.Classical.Linear;
using PhotoScore.Trainer.Features;

namespace PhotoScore.Trainer.Classical.Heads;

/// <summary>
/// Logistic regression or a linear support vector machine, of the C with the lowest log loss on photos that were left out. Standardisation and calibration end up in the weights
/// of a single dense layer.
/// </summary>
internal sealed class LinearHead(ILinearLearner learner, ClassifierSettings settings, int seed) : IHeadFitter
{
    private const int Folds = 5;

    // Where nothing can be left out: strong enough for more features than photos.
    private const double CarefulC = 1e-3;

    public FittedHead Fit(LabelledFeatures data, Action<string> log, CancellationToken cancellation)
    {
        var chosen = Choose(data, log, cancellation);
        var standardization = Standardization.Of(data.Rows);
        var problem = new LinearProblem(standardization.Apply(data.Rows), data.RowLabels, data.Classes, data.ClassWeights);
        var fitted = learner.Path(problem, [chosen.C], cancellation).Single().Unstandardized(standardization);
        var scales = chosen.Scales.Count > 0 ? chosen.Scales : Calibrate(data, fitted);
        return Head(fitted.Rescaled(scales), data, settings with { C = chosen.C });
    }

    private CandidateC Choose(LabelledFeatures data, Action<string> log, CancellationToken cancellation)
    {
        var folds = GroupedFolds.Possible(data.Labels, data.Groups, data.Classes, Folds);
        if (settings.C is { } given && (learner.GivesLogOdds || folds < 2))
            return new CandidateC(given, double.NaN, []);
        if (folds < 2)
        {
            log($"A class has one group of photos only, so no C can be compared on photos left out: taking {Text(CarefulC)}.");
            return new CandidateC(CarefulC, double.NaN, []);
        }

        var fold = GroupedFolds.Assign(data.Labels, data.Groups, folds, seed);
        var measured = CrossValidation.Measure(learner, data, fold, settings.C is { } c ? [c] : CrossValidation.Grid, cancellation);
        log($"Log loss on photos left out, {folds} folds, by C: {string.Join(", ", measured.Select(one => $"{Text(one.C)} {one.LogLoss:F4}"))}.");
        // The first of the lowest: the simplest model.
        return measured.MinBy(one => one.LogLoss)!;
    }

    // From the very photos that were learned from, for want of others.
    private List<(double Factor, double Offset)> Calibrate(LabelledFeatures data, LinearModel model) =>
    [
        .. Enumerable.Range(0, model.Outputs).Select(output => learner.GivesLogOdds
            ? (1.0, 0.0)
            : Platt.Fit(
                [.. Enumerable.Range(0, data.Photos).Select(photo => model.Value(output, data.Rows[photo]))],
                [.. data.Labels.Select(label => label == (data.Classes == 2 ? 1 : output))])),
    ];

    private FittedHead Head(LinearModel model, LabelledFeatures data, ClassifierSettings done)
    {
        var features = data.Rows.Columns;
        var rest = !learner.GivesLogOdds && data.Classes > 2;
        var layer = rest ? "values" : "logits";
        return new FittedHead(
            done,
            (graph, input) =>
            {
                var values = graph.Add(layer, new Dense(features, model.Outputs), input);
                return rest ? graph.Add("logits", new LogSigmoid(), values) : values;
            },
            new Dictionary<string, float[]>
            {
                [$"{layer}.weight"] = [.. model.Weights.SelectMany(weights => weights.Select(weight => (float)weight))],
                [$"{layer}.bias"] = [.. model.Bias.Select(bias => (float)bias)],
            });
    }

    private static string Text(double c) => c.ToString("0e0", CultureInfo.InvariantCulture);
}
