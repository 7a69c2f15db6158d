using System.Text;

namespace PhotoScore.Core.Reporting.Html;

/// <summary>
/// What every report is: one page that needs nothing but itself. It is XML as well as HTML, runs no script, and tells the browser to load nothing.
/// </summary>
public static class HtmlPage
{
    /// <summary>What the page may do, as its own <c>meta</c> and the endpoint's header say it.</summary>
    public const string SecurityPolicy = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

    private static readonly Lazy<Markup> Style = new(() => Markup.Resource("report.css"));

    /// <summary>The page, as UTF-8. The same parts give the same bytes.</summary>
    internal static byte[] Render(string title, Markup masthead, IReadOnlyList<Section> sections, Markup footer) => Encoding.UTF8.GetBytes(Markup.Of(
        $"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="{SecurityPolicy}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="referrer" content="no-referrer" />
        <title>{title}</title>
        <style>
        {Style.Value}
        </style>
        </head>
        <body>
        <main>
        {masthead}
        <nav aria-label="Sections">{sections.Select(section => Markup.Of($"<a href=\"#{section.Id}\">{section.Title}</a> "))}</nav>
        {sections.Select(Of)}
        </main>
        <footer><p>{footer}</p></footer>
        </body>
        </html>

        """).ToString());

    private static Markup Of(Section section) => Markup.Of(
        $"""
        <section id="{section.Id}" aria-labelledby="{section.Id}-title"><h2 id="{section.Id}-title">{section.Title}</h2>
        {section.Body}</section>

        """);
}
