using PhotoScore.Core.Reporting.Html;

namespace PhotoScore.Core.Datasets.Reporting.Html;

/// <summary><c>report.html</c> of a dataset version.</summary>
public static class ReportPage
{
    /// <summary>The page, as UTF-8. The same report gives the same bytes.</summary>
    public static byte[] Render(DatasetReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        Section?[] all =
        [
            FunnelSection.Of(report), ClassesSection.Of(report), ScoresSection.Of(report), ShortcutsSection.Of(report), SamplesSection.Of(report),
            DuplicatesSection.Of(report), DuplicatesSection.Conflicts(report), LeakageSection.Of(report), SizesSection.Of(report), SourcesSection.Of(report), LicensesSection.Of(report),
            RecipeSection.Of(report),
        ];
        return HtmlPage.Render(
            $"{report.Dataset.Value} {report.Version} · dataset report",
            Masthead.Of(report),
            [.. all.OfType<Section>()],
            Markup.Of($"{report.Dataset.Value} {report.Version.ToString()} · made by PhotoScore from the tables of the dataset itself. The same data: <code>report.json</code>."));
    }
}
