using PhotoScore.Core.Reporting.Html;

namespace PhotoScore.Core.Models.Reporting.Html;

/// <summary>How well probabilities order photos, and how far they can be believed.</summary>
internal static class RankingSection
{
    private const int Grey = Parts.Colours;

    public static Section Of(ModelReport report) => new("thresholds", "Thresholds and probabilities", Markup.Of(
        $"""
        <p>{(report.Model.Classes.Count == 2 ? $"The probability of '{report.Model.Classes[1]}' on the test split." : "Each class's probability against all others, on the test split.")}{Threshold(report.Model)}</p>
        {(report.Curves.Count == 0 ? Markup.Of($"<p class=\"note\">The test split holds photos of one class only: there is no other to rank them above or below, and so no ROC curve and none of precision and recall.</p>") : Markup.Empty)}
        <div class="charts">
        {(report.Curves.Count == 0 ? Markup.Empty : Roc(report))}
        {(report.Curves.Count == 0 ? Markup.Empty : PrecisionRecall(report))}
        {Reliability(report)}
        {Scores(report)}
        </div>
        {(report.Curves.Count > 1 ? Areas(report) : Markup.Empty)}
        """));

    private static string Threshold(ModelManifest model) =>
        model.Threshold is { } threshold ? $" From {Show.Number(threshold)} on '{model.Classes[1]}' is answered; that was chosen on the validation split." : " The most probable class is answered.";

    private static Markup Roc(ModelReport report) => Markup.Of(
        $"""
        <div><h3>ROC <small>{Area(report)}</small></h3>
        {LineChart.Of("ROC curve: the share of the class that is found, over the share of the others taken for it.", ChartAxis.Share("False positives' share"), ChartAxis.Share("true positives' share"), [new("a guess", [(0, 0), (1, 1)], Grey, Dashed: true), .. report.Curves.Take(Parts.Colours).Select(one => Line(report, one, one.Roc))])}</div>

        """);

    private static Markup PrecisionRecall(ModelReport report)
    {
        var guesses = report.Curves.Count == 1 ? [new ChartLine("a guess", [(0, Prior(report.Curves[0])), (1, Prior(report.Curves[0]))], Grey, Dashed: true)] : Array.Empty<ChartLine>();
        return Markup.Of(
            $"""
            <div><h3>Precision and recall <small>{(report.Curves.Count == 1 ? $"average precision {Figures.Share(report.Curves[0].AveragePrecision)}, a guess has {Figures.Share(Prior(report.Curves[0]))}" : "")}</small></h3>
            {LineChart.Of("Precision over recall.", ChartAxis.Share("Recall"), ChartAxis.Share("precision"), [.. guesses, .. report.Curves.Take(Parts.Colours).Select(one => Line(report, one, one.PrecisionRecall))])}</div>

            """);
    }

    private static Markup Reliability(ModelReport report) => Markup.Of(
        $"""
        <div><h3>Reliability <small>below the diagonal it is too sure</small></h3>
        {LineChart.Of("Reliability diagram: the share of right answers over the probability of the most probable class.", ChartAxis.Share("Probability of the most probable class"), ChartAxis.Share("share that is right"), [new("as it should be", [(0, 0), (1, 1)], Grey, Dashed: true), new("the model", [.. report.Reliability.Select(bin => (bin.Confidence, bin.Accuracy))], 0)])}
        {Parts.Details("As a table", Parts.Table(["Probability", "Mean", "Right", "Photos"], report.Reliability.Select(bin => (IReadOnlyList<Markup>)[Parts.Of($"{Show.Number(bin.Low)} to {Show.Number(bin.High)}"), Parts.Of(Figures.Share(bin.Confidence)), Parts.Of(Figures.Share(bin.Accuracy)), Parts.Count(bin.Photos)])))}</div>

        """);

    private static Markup Scores(ModelReport report)
    {
        var classes = report.Model.Classes;
        Marker[] cut = report.Model.Threshold is { } threshold ? [new(threshold, $"threshold {Show.Number(threshold)}")] : [];
        var legend = report.Scores.Counts.Count == 1 ? Markup.Empty : LineChart.Legend(classes.Select((name, c) => (c, name)));
        return Markup.Of(
            $"""
            <div><h3>Scores <small>by true class</small></h3>
            {HistogramChart.Of(report.Scores, "probabilities", classes, Show.Number, cut)}
            {legend}</div>

            """);
    }

    private static Markup Areas(ModelReport report) => Parts.Table(
        ["Class", "Test photos", "Area under ROC", "Average precision"],
        report.Curves.Select(one => (IReadOnlyList<Markup>)
            [Parts.Class(one.Label, report.Model.Classes[one.Label]), Parts.Count(one.Photos), Parts.Of(Figures.Share(one.Area)), Parts.Of(Figures.Share(one.AveragePrecision))]));

    private static ChartLine Line(ModelReport report, ClassCurves one, IEnumerable<CurvePoint> points) =>
        new(report.Model.Classes[one.Label], [.. points.Select(point => (point.X, point.Y))], report.Curves.Count == 1 ? 0 : one.Label);

    private static string Area(ModelReport report) => report.Curves.Count == 1 ? $"area {Figures.Share(report.Curves[0].Area)}" : "";

    private static double Prior(ClassCurves one) => (double)one.Photos / Math.Max(1, one.Of);
}
