using System.Globalization;
using PhotoScore.Core.Training;
using PhotoScore.Trainer.Architectures.Layers;
using PhotoScore.Trainer.Classical.Linear;

namespace PhotoScore.Trainer.Classical.Heads;

/// <summary>
/// Logistic regression or a linear support vector machine, of the C with the lowest log loss on photos that were left out. Moments and calibration end up in the weights
/// of a single dense layer.
/// </summary>
internal sealed class LinearHead : IHeadFitter
{
    private const int Folds = 5;

    // Where nothing can be left out: strong enough for more features than photos.
    private const double CarefulC = 1e-3;

    private readonly ILinearLearner _learner;
    private readonly FeatureScaling _scaling;
    private readonly ClassifierSettings _settings;
    private readonly int _seed;

    /// <param name="settings">Of kind <c>logistic</c> or <c>svm</c>.</param>
    /// <param name="seed">Decides about folds and order.</param>
    public LinearHead(ClassifierSettings settings, int seed)
    {
        _scaling = FeatureScaling.Of(settings.Scaling);
        _settings = settings with { Scaling = _scaling.Word };
        _seed = seed;
        _learner = settings.Kind == ClassifierWords.Svm ? new LinearSvm(seed) : new LogisticRegression();
    }

    public ClassifierSettings Settings => _settings;

    public FittedHead Fit(LabelledFeatures data, Action<string> log, CancellationToken cancellation) => Fit(data, Choose(data, log, cancellation), cancellation);

    /// <summary>Fits to all photos.</summary>
    /// <param name="data">The train split.</param>
    /// <param name="chosen">The value of C.</param>
    /// <param name="cancellation">Stops it.</param>
    public FittedHead Fit(LabelledFeatures data, CandidateC chosen, CancellationToken cancellation)
    {
        var scaled = _scaling.Rows(data);
        var moments = _scaling.Moments(scaled.Rows);
        var problem = new LinearProblem(moments.Apply(scaled.Rows), data.RowLabels, data.Classes, data.ClassWeights);
        var fitted = _learner.Path(problem, [chosen.C], cancellation).Single().Unstandardized(moments);
        var scales = chosen.Scales.Count > 0 ? chosen.Scales : Calibrate(scaled, fitted);
        return Head(fitted.Rescaled(scales), data, _settings with { C = chosen.C }) with { LeftOut = chosen.LeftOut };
    }

    /// <summary>The value of C that was given, or the best by cross-validation.</summary>
    public CandidateC Choose(LabelledFeatures data, Action<string> log, CancellationToken cancellation)
    {
        var folds = GroupedFolds.Possible(data.Labels, data.Groups, data.Classes, Folds);
        if (folds < 2 && _settings.C is { } given)
            return new CandidateC(given, []);
        if (folds < 2)
        {
            log($"A class has one group of photos only, so no C can be compared on photos left out: taking {Text(CarefulC)}.");
            return new CandidateC(CarefulC, []);
        }

        var fold = GroupedFolds.Assign(data.Labels, data.Groups, folds, _seed);
        var measured = CrossValidation.Measure(_learner, _scaling, _scaling.Rows(data), fold, _settings.C is { } c ? [c] : CrossValidation.Grid, cancellation);
        log($"Log loss of {_settings.Kind} ({_scaling.Word}) on photos left out, {folds} folds, by C: {string.Join(", ", measured.Select(one => $"{Text(one.C)} {one.LogLoss:F4}"))}.");
        // The first of the lowest: the simplest model.
        return measured.MinBy(one => one.LogLoss)!;
    }

    // From the very photos that were learned from, for want of others.
    private List<(double Factor, double Offset)> Calibrate(LabelledFeatures data, LinearModel model) =>
    [
        .. Enumerable.Range(0, model.Outputs).Select(output => _learner.GivesLogOdds
            ? (1.0, 0.0)
            : Platt.Fit(
                [.. Enumerable.Range(0, data.Photos).Select(photo => model.Value(output, data.Rows[photo]))],
                [.. data.Labels.Select(label => label == (data.Classes == 2 ? 1 : output))])),
    ];

    private FittedHead Head(LinearModel model, LabelledFeatures data, ClassifierSettings done)
    {
        var features = data.Rows.Columns;
        var rest = !_learner.GivesLogOdds && data.Classes > 2;
        var layer = rest ? "values" : "logits";
        return new FittedHead(
            done,
            (graph, input) =>
            {
                var values = graph.Add(layer, new Dense(features, model.Outputs), _scaling.Layers(graph, input));
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
