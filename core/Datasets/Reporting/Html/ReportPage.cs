using System.Text;

namespace PhotoScore.Core.Datasets.Reporting.Html;

/// <summary>
/// <c>report.html</c>: one page that needs nothing but itself. It is XML as well as HTML, runs no script, and tells the browser to load nothing.
/// </summary>
public static class ReportPage
{
    /// <summary>What the page may do, as its own <c>meta</c> and the endpoint's header say it.</summary>
    public const string SecurityPolicy = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

    private static readonly Lazy<Markup> Style = new(() => Markup.Resource("report.css"));

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
        var sections = all.OfType<Section>().ToList();
        return Encoding.UTF8.GetBytes(Markup.Of(
            $"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8" />
            <meta http-equiv="Content-Security-Policy" content="{SecurityPolicy}" />
            <meta name="viewport" content="width=device-width, initial-scale=1" />
            <meta name="color-scheme" content="light dark" />
            <meta name="referrer" content="no-referrer" />
            <title>{report.Dataset.Value} {report.Version.ToString()} · dataset report</title>
            <style>
            {Style.Value}
            </style>
            </head>
            <body>
            <main>
            {Masthead.Of(report)}
            <nav aria-label="Sections">{sections.Select(section => Markup.Of($"<a href=\"#{section.Id}\">{section.Title}</a> "))}</nav>
            {sections.Select(Of)}
            </main>
            <footer><p>{report.Dataset.Value} {report.Version.ToString()} · made by PhotoScore from the tables of the dataset itself. The same data: <code>report.json</code>.</p></footer>
            </body>
            </html>

            """).ToString());
    }

    private static Markup Of(Section section) => Markup.Of(
        $"""
        <section id="{section.Id}" aria-labelledby="{section.Id}-title"><h2 id="{section.Id}-title">{section.Title}</h2>
        {section.Body}</section>

        """);
}
