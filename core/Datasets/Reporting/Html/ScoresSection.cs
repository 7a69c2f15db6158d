using PhotoScore.Core.Datasets.Findings;
using PhotoScore.Core.Reporting;
using PhotoScore.Core.Reporting.Html;

namespace PhotoScore.Core.Datasets.Reporting.Html;

/// <summary>How the scores are distributed, and where they are cut.</summary>
internal static class ScoresSection
{
    public static Section? Of(DatasetReport report) => report.Scores is not { } scores ? null : new Section("scores", "Scores", Markup.Of(
        $"""
        <p>Scores of the kept photos, {Show.Number(scores.Smallest)} to {Show.Number(scores.Largest)}, cut at {string.Join(", ", report.Thresholds.Select(Show.Number))}. A score equal to a cut belongs to the class above it.</p>
        {HistogramChart.Of(scores, "scores", [.. report.Classes.Select(one => one.Name)], Show.Number, [.. report.Thresholds.Select(cut => new Marker(cut, $"cut {Show.Number(cut)}"))])}
        {Legend(report, scores)}
        {Ties(report.Findings.Labels)}
        """));

    private static Markup Legend(DatasetReport report, Histogram scores) => scores.Counts.Count == 1
        ? Markup.Empty
        : Markup.Of($"<p class=\"legend\">{report.Classes.Select(one => Markup.Of($"{Parts.Class(one.Label, one.Name)} "))}</p>\n");

    private static Markup Ties(LabelFindings? labels)
    {
        if (labels is null)
            return Markup.Empty;
        List<IReadOnlyList<Markup>> rows = [];
        Add("Photos with the very score at a cut", labels.TiedAtCut is { } tied ? Show.Count(tied) : null);
        Add("Share of scored photos whose score is not theirs alone", Percent(labels.TiedScores));
        Add("Share of scored photos with the most frequent score", Percent(labels.MostFrequentScore));
        Add("Rank correlation of scores with views", labels.ScoreViewsCorrelation is { } views ? Show.Number(views) : null);
        Add("Rank correlation of scores with likes", labels.ScoreLikesCorrelation is { } likes ? Show.Number(likes) : null);
        Add("Share of scored photos that nobody liked", Percent(labels.ZeroLikes));
        return rows.Count == 0 ? Markup.Empty : Parts.Table(["What the scores mean", ""], rows);

        void Add(string what, string? value)
        {
            if (value is not null)
                rows.Add([Parts.Of(what), Parts.Of(value)]);
        }
    }

    private static string? Percent(double? share) => share is { } known ? Show.Percent(known) : null;
}
