using System.Text;
using System.Xml;

namespace PhotoScore.Core.Reporting.Html;

/// <summary>Text as markup, the same for element content and for attributes in double or single quotes.</summary>
internal static class Escape
{
    public static void Into(StringBuilder html, string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                html.Append(c).Append(text[++i]);
                continue;
            }
            html.Append(c switch
            {
                '&' => "&amp;",
                '<' => "&lt;",
                '>' => "&gt;",
                '"' => "&quot;",
                '\'' => "&#39;",
                // Turns the direction of our own words after it, where a stranger's stand in the middle of a sentence.
                >= '\u202A' and <= '\u202E' => "",
                // No character of a document: half a surrogate pair, most control characters, U+FFFE and U+FFFF.
                _ when !XmlConvert.IsXmlChar(c) => "\uFFFD",
                _ => null,
            } ?? c.ToString());
        }
    }
}
