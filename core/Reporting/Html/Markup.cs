using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace PhotoScore.Core.Reporting.Html;

/// <summary>Markup that is well formed: only literal text of this program's own source gets in without being escaped.</summary>
internal readonly record struct Markup
{
    private readonly string? _html;

    private Markup(string html) => _html = html;

    public static Markup Empty => default;

    /// <summary>The markup of an interpolated string: what stands in braces is escaped, unless it is markup itself.</summary>
    public static Markup Of(MarkupHandler text) => new(text.ToString());

    /// <summary>A file of this assembly.</summary>
    public static Markup Resource(string name)
    {
        using var reader = new StreamReader(typeof(Markup).Assembly.GetManifestResourceStream(name)!, Encoding.UTF8);
        return new(reader.ReadToEnd());
    }

    public override string ToString() => _html ?? "";
}

/// <summary>Builds <see cref="Markup"/>.</summary>
[InterpolatedStringHandler]
internal readonly ref struct MarkupHandler(int literalLength, int formattedCount)
{
    private readonly StringBuilder _html = new(literalLength + (16 * formattedCount));

    public void AppendLiteral(string html) => _html.Append(html);

    public void AppendFormatted(Markup markup) => _html.Append(markup.ToString());

    public void AppendFormatted(IEnumerable<Markup> markups)
    {
        foreach (var markup in markups)
            _html.Append(markup.ToString());
    }

    public void AppendFormatted(string? text) => Escape.Into(_html, text ?? "");

    public void AppendFormatted(int number) => _html.Append(number.ToString(CultureInfo.InvariantCulture));

    public void AppendFormatted(DateTime time, string format) => _html.Append(time.ToString(format, CultureInfo.InvariantCulture));

    /// <summary>A coordinate; four decimals are finer than any screen.</summary>
    public void AppendFormatted(double number) => _html.Append(Math.Round(number, 4).ToString("0.####", CultureInfo.InvariantCulture));

    public override string ToString() => _html.ToString();
}
