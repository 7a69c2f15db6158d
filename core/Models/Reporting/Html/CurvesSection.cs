using PhotoScore.Core.Reporting.Html;
using PhotoScore.Core.Training;

namespace PhotoScore.Core.Models.Reporting.Html;

/// <summary>How the training went, epoch by epoch.</summary>
internal static class CurvesSection
{
    private const int Train = 0;
    private const int Validation = 1;

    public static Section? Of(ModelReport report) => report.Curve.Count == 0 ? null : new("curves", "Training", Markup.Of(
        $"""
        <p>{Show.Count(report.Curve.Count, "epoch", "epochs")} in {Duration(report.Curve.Sum(epoch => epoch.Seconds))}; the weights after epoch {report.Model.BestEpoch}, where the validation loss was lowest, are the model's.</p>
        {LineChart.Legend([(Train, "train"), (Validation, "validation")])}
        <div class="charts">
        {Chart(report, "Loss", fromZero: true, split => split.Loss)}
        {Chart(report, "Balanced accuracy", fromZero: false, split => split.BalancedAccuracy)}
        {Chart(report, "Accuracy", fromZero: false, split => split.Accuracy)}
        {Rate(report)}
        </div>
        <p class="note">Train figures are taken while the epoch runs, on augmented photos and with dropout; validation figures after it, as the model is served. So validation may look better at first.</p>
        """));

    private static Markup Chart(ModelReport report, string title, bool fromZero, Func<SplitMetrics, double> value)
    {
        var train = report.Curve.Select(epoch => ((double)epoch.Epoch, value(epoch.Train))).ToList();
        var validation = report.Curve.Select(epoch => ((double)epoch.Epoch, value(epoch.Validation))).ToList();
        return Markup.Of(
            $"""
            <div><h3>{title} <small>{Show.Number(validation[^1].Item2)} at the end</small></h3>
            {LineChart.Of($"{title} by epoch: train {Show.Number(train[0].Item2)} to {Show.Number(train[^1].Item2)}, validation {Show.Number(validation[0].Item2)} to {Show.Number(validation[^1].Item2)}.", Epochs(report), ChartAxis.Around("", train.Concat(validation).Select(point => point.Item2), fromZero), [new("train", train, Train), new("validation", validation, Validation)], Best(report))}</div>

            """);
    }

    private static Markup Rate(ModelReport report)
    {
        var rates = report.Curve.Select(epoch => ((double)epoch.Epoch, epoch.LearningRate)).ToList();
        return Markup.Of(
            $"""
            <div><h3>Learning rate <small>{Show.Number(rates[0].LearningRate)} to {Show.Number(rates[^1].LearningRate)}</small></h3>
            {LineChart.Of("Learning rate by epoch.", Epochs(report), ChartAxis.Around("", rates.Select(point => point.LearningRate), fromZero: true), [new("learning rate", rates, 2)])}</div>

            """);
    }

    private static ChartAxis Epochs(ModelReport report) => new("Epoch", 1, Math.Max(2, report.Curve.Count), value => Show.Number(Math.Round(value, 1)));

    private static Marker? Best(ModelReport report) => report.Model.BestEpoch > 0 ? new(report.Model.BestEpoch, $"epoch {report.Model.BestEpoch}") : null;

    private static string Duration(double seconds) => seconds switch
    {
        < 120 => $"{Show.Number(Math.Round(seconds))} s",
        < 7200 => $"{Show.Number(Math.Round(seconds / 60))} minutes",
        _ => $"{Show.Number(Math.Round(seconds / 3600, 1))} hours",
    };
}
