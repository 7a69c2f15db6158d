namespace PhotoScore.Core.Reporting.Html;

/// <summary>A part of the page with a heading of its own.</summary>
/// <param name="Id">What links within the page name.</param>
/// <param name="Title">The heading.</param>
/// <param name="Body">What stands below it.</param>
internal sealed record Section(string Id, string Title, Markup Body);

/// <summary>Small pieces that several sections use.</summary>
internal static class Parts
{
    /// <summary>Series that charts tell apart; more have no colours.</summary>
    public const int Colours = 8;

    /// <summary>What a stranger wrote: right-to-left text and its control characters stay within it.</summary>
    public static Markup Foreign(string text) => Markup.Of($"<bdi>{text}</bdi>");

    /// <summary>A link that takes nothing along and gives nothing away; bare text where there is no safe address.</summary>
    public static Markup Link(Uri? address, Markup text) => address is null || Text.Link(address.AbsoluteUri) is null
        ? text
        : Markup.Of($"""<a href="{address.AbsoluteUri}" target="_blank" rel="noopener noreferrer nofollow">{text}</a>""");

    public static Markup Table(IEnumerable<string> head, IEnumerable<IReadOnlyList<Markup>> rows, int textColumns = 1, string kind = "plain") => Markup.Of(
        $"""
        <div class="scroll"><table class="{kind}">
        <thead><tr>{head.Select((cell, i) => Markup.Of($"<th scope=\"col\" class=\"{Kind(i, textColumns)}\">{cell}</th>"))}</tr></thead>
        <tbody>{rows.Select(row => Markup.Of($"<tr>{row.Select((cell, i) => Cell(cell, i, textColumns))}</tr>\n"))}</tbody>
        </table></div>

        """);

    public static Markup Of(string text) => Markup.Of($"{text}");

    /// <summary>A sentence of ours, in which backticks enclose names of a recipe or a protocol.</summary>
    public static Markup Sentence(string text) =>
        Markup.Of($"{text.Split('`').Select((part, i) => i % 2 == 0 ? Of(part) : Markup.Of($"<code>{part}</code>"))}");

    public static Markup Count(long count) => Of(Show.Count(count));

    /// <summary>A horizontal bar from 0 to 1; the number beside it says the same.</summary>
    public static Markup Bar(double share, string kind = "fill") => Markup.Of(
        $"""<svg class="bar" viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true"><rect class="track" width="100" height="1" /><rect class="{kind}" width="{100 * Math.Clamp(share, 0, 1)}" height="1" /></svg>""");

    public static Markup Details(string summary, Markup body) => Markup.Of(
        $"""
        <details><summary>{summary}</summary>
        {body}</details>

        """);

    /// <summary>A picture within the page itself.</summary>
    public static Markup Picture(ReportPicture picture, string alt, string title, string kind = "photo") => Markup.Of(
        $"""<img class="{kind}" src="data:image/jpeg;base64,{Convert.ToBase64String(picture.Jpeg)}" width="{picture.Width}" height="{picture.Height}" alt="{alt}" title="{title}" decoding="async" />""");

    /// <summary>The colour of a class beside its name.</summary>
    public static Markup Class(int label, string name) => Markup.Of($"<span class=\"class\">{Swatch(label)}{Foreign(name)}</span>");

    public static Markup Swatch(int label) => Markup.Of($"""<svg class="swatch" viewBox="0 0 1 1" aria-hidden="true"><rect class="{Colour(label)}" width="1" height="1" /></svg>""");

    /// <summary>The colour of a series; classes past the last colour share one.</summary>
    public static string Colour(int label) => label < Colours ? $"c{label}" : "many";

    private static Markup Cell(Markup cell, int column, int textColumns) => column == 0
        ? Markup.Of($"<th scope=\"row\">{cell}</th>")
        : Markup.Of($"<td class=\"{Kind(column, textColumns)}\">{cell}</td>");

    private static string Kind(int column, int textColumns) => column < textColumns ? "text" : "number";
}
