using PhotoScore.Core.Reporting.Html;

namespace PhotoScore.Core.Models.Reporting.Html;

/// <summary><c>report.html</c> of a model version.</summary>
public static class ModelReportPage
{
    /// <summary>The page, as UTF-8. The same report gives the same bytes.</summary>
    public static byte[] Render(ModelReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        Section?[] all =
        [
            MetricsSection.Of(report), CurvesSection.Of(report), TriedSection.Of(report), ConfusionSection.Of(report), RankingSection.Of(report), PhotosSection.Of(report), ExplanationsSection.Of(report),
            InsideSection.Of(report), CurrentSection.Of(report), MakingSection.Dataset(report), MakingSection.Settings(report),
        ];
        return HtmlPage.Render(
            $"{report.Model.Model.Value} {report.Model.Version} · model report",
            ModelMasthead.Of(report),
            [.. all.OfType<Section>()],
            Markup.Of($"{report.Model.Model.Value} {report.Model.Version.ToString()} · made by PhotoScore from the answers of the published file itself. The same data: <code>report.json</code>; in words: <code>card.md</code>."));
    }
}
