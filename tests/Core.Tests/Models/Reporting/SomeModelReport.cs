using PhotoScore.Core.Evaluation;
using PhotoScore.Core.Imaging;
using PhotoScore.Core.Models;
using PhotoScore.Core.Models.Reporting;
using PhotoScore.Core.Naming;

namespace PhotoScore.Core.Tests.Models.Reporting;

/// <summary>A report whose details do not matter to a test.</summary>
internal static class SomeModelReport
{
    public static ModelReport Of(ModelManifest model) => new()
    {
        Model = model,
        Dataset = new(DateTimeOffset.UnixEpoch, [.. model.Classes.Select(_ => new[] { 60, 20, 20 })], ["folder (name faces)"], [], Licenses: null),
        Curve = [new(1, 1e-3, new(0.6, 0.7, 0.7), new(0.5, 0.8, 0.75), 1)],
        Curves = [],
        Reliability = [],
        Scores = new([0, 0.5, 1], [.. model.Classes.Select(_ => new[] { 1, 2 })], Logarithmic: false, 0, 1),
        Photos = [],
        Explanations = [],
        Means = [],
        Units = [],
    };

    public static ModelManifest Model(params string[] classes) => new()
    {
        Model = ModelName.Parse("smiles"),
        Version = new(2),
        PublishedAt = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero),
        Classes = classes,
        Threshold = classes.Length == 2 ? 0.5 : null,
        Geometry = Geometry.Squash(56, 56),
        Architecture = "basic-cnn",
        Parameters = 8,
        EmbeddingLength = 3,
        OnnxSha256 = new string('a', 64),
        Dataset = new(DatasetName.Parse("faces"), new(1), new string('b', 64)),
        Training = new() { Dataset = DatasetName.Parse("faces"), Architecture = "basic-cnn" },
        BestEpoch = 1,
        Validation = Metrics([.. classes.Select((_, c) => (c, 9, 1))], classes.Length),
        Test = Metrics([.. classes.Select((_, c) => (c, 9, 1))], classes.Length),
        ParityError = 0,
        Commit = "unknown",
    };

    /// <summary>Metrics of answers of which so many of a class are right and so many are taken for the next one.</summary>
    public static EvaluationMetrics Metrics(IReadOnlyList<(int Label, int Right, int Wrong)> answers, int classes)
    {
        var rows = answers.SelectMany(answer => Enumerable.Repeat((answer.Label, Answer: answer.Label), answer.Right)
            .Concat(Enumerable.Repeat((answer.Label, Answer: (answer.Label + 1) % classes), answer.Wrong))).ToArray();
        var probabilities = rows.SelectMany(row => Enumerable.Range(0, classes).Select(c => c == row.Answer ? 0.8f : 0.2f / (classes - 1))).ToArray();
        var estimates = MetricEstimates.Of(
            new(classes, [.. rows.Select(row => row.Label)], [.. rows.Select(row => row.Answer)], probabilities, [.. Enumerable.Range(0, rows.Length)]), seed: 1);
        return new()
        {
            Photos = rows.Length,
            Loss = estimates.LogLoss.Value,
            Accuracy = estimates.Accuracy.Value,
            BalancedAccuracy = estimates.BalancedAccuracy.Value,
            BalancedAccuracyInterval = [estimates.BalancedAccuracy.Low, estimates.BalancedAccuracy.High],
            Classes = estimates.Classes,
            MajorityBaseline = 0.5,
            ConfusionMatrix = estimates.ConfusionMatrix,
        };
    }
}
