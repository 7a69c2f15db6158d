using System.Text;
using System.Xml;
using System.Xml.Linq;
using PhotoScore.Core.Datasets.Findings;
using PhotoScore.Core.Datasets.Reporting.Html;

namespace PhotoScore.Core.Tests.Datasets.Reporting;

public sealed class ReportPageTests
{
    private const string Hostile = "</title><script>alert(1)</script><img src=x onerror=\"alert('2')\"> & \u202e\u0000\ud800 'x' ]]>";

    private const string Labels = """{ "sources": [ { "kind": "urls", "blob": "lists/<script>.csv" } ], "labels": { "kind": "given" }, "split": { "groupBy": "cluster" } }""";

    [Fact]
    public void Render_hostile_text_stays_text()
    {
        var page = Parse(HostileReport());

        Assert.Empty(page.Descendants("script"));
        Assert.DoesNotContain(page.Descendants().Attributes(), attribute => attribute.Name.LocalName.StartsWith("on", StringComparison.OrdinalIgnoreCase));
        var shown = Hostile.Replace("\u202e", "").Replace('\0', '\ufffd').Replace('\ud800', '\ufffd');
        Assert.Contains(page.Descendants("img"), image => image.Attribute("title")!.Value.Contains(shown, StringComparison.Ordinal));
        Assert.Contains(page.Descendants("bdi"), text => text.Value == shown);
        Assert.Contains(page.Descendants("pre"), recipe => recipe.Value.Contains("lists/<script>.csv", StringComparison.Ordinal));
    }

    [Fact]
    public void Render_links_go_to_web_pages_only_and_take_nothing_along()
    {
        string?[] addresses = ["javascript:alert(1)", "data:text/html,x", "https://user:secret@photos.example/", "https://photos.example/a?b=<c>&d=\"e'", "//photos.example", null];
        var report = new SomeReport
        {
            Recipe = Labels,
            Entries = [.. Enumerable.Range(0, 30).Select(i => Some.Kept(Some.Candidate(Some.Id(i), i % 2 == 0 ? "a" : "b") with
            {
                Url = "blob:sources/photo.jpg",
                Page = addresses[i % addresses.Length],
            }))],
        };

        var links = Parse(report).Descendants("a").Where(link => !link.Attribute("href")!.Value.StartsWith('#')).ToList();

        Assert.NotEmpty(links);
        Assert.All(links, link => Assert.Equal("https://photos.example/a?b=%3Cc%3E&d=%22e'", link.Attribute("href")!.Value));
        Assert.All(links, link => Assert.Equal("noopener noreferrer nofollow", link.Attribute("rel")!.Value));
    }

    [Fact]
    public void Render_needs_nothing_but_itself()
    {
        var page = Parse(HostileReport());

        Assert.All(page.Descendants().Attributes("src"), source => Assert.StartsWith("data:image/jpeg;base64,", source.Value, StringComparison.Ordinal));
        Assert.DoesNotContain(page.Descendants(), element => element.Name.LocalName is "link" or "script" or "iframe" or "object" or "embed" or "form" or "base" or "use" or "video");
        Assert.Empty(page.Descendants().Attributes("srcset"));
        var style = Assert.Single(page.Descendants("style")).Value;
        Assert.DoesNotContain("url(", style, StringComparison.Ordinal);
        Assert.DoesNotContain("@import", style, StringComparison.Ordinal);
        var policy = page.Descendants("meta").Single(meta => meta.Attribute("http-equiv")?.Value == "Content-Security-Policy").Attribute("content")!.Value;
        Assert.StartsWith("default-src 'none';", policy, StringComparison.Ordinal);
    }

    [Fact]
    public void Render_every_picture_has_words_and_a_size()
    {
        var page = Parse(HostileReport());

        Assert.NotEmpty(page.Descendants("img"));
        Assert.All(page.Descendants("img"), image =>
        {
            Assert.NotEmpty(image.Attribute("alt")!.Value);
            Assert.True((int)image.Attribute("width")! > 0 && (int)image.Attribute("height")! > 0);
        });
        Assert.All(page.Descendants("svg"), chart => Assert.True(chart.Attribute("aria-label")?.Value.Length > 0 || chart.Attribute("aria-hidden")?.Value == "true"));
        var ids = page.Descendants().Attributes("id").Select(id => id.Value).ToList();
        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.All(page.Descendants("nav").Descendants("a"), link => Assert.Contains(link.Attribute("href")!.Value[1..], ids));
    }

    [Fact]
    public void Render_warnings_come_before_everything_else()
    {
        var page = Parse(HostileReport());

        var first = page.Descendants("section").First();
        Assert.Equal("warnings", first.Attribute("class")!.Value);
        Assert.Contains("rare-class", first.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Render_same_dataset_gives_the_same_bytes() =>
        Assert.Equal(ReportPage.Render(HostileReport().Make()), ReportPage.Render(HostileReport().Make()));

    private static SomeReport HostileReport() => new()
    {
        Recipe = Labels,
        Warnings = [new DatasetWarning("rare-class", $"Few photos of {Hostile}")],
        Entries = [.. Enumerable.Range(0, 40).Select(i => Some.Kept(
            Some.Candidate(Some.Id(i), i % 2 == 0 ? Hostile : "plain", Hostile) with { Title = Hostile, License = Hostile, Page = $"https://photos.example/{i}" },
            // The last two are the same photo under different labels.
            Some.Facts($"{Math.Min(i, 38)}", offset: i)))],
    };

    private static XDocument Parse(SomeReport report)
    {
        // Strict: what is not well formed throws, entities and all.
        using var reader = XmlReader.Create(
            new StringReader(Encoding.UTF8.GetString(ReportPage.Render(report.Make()))), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore });
        return XDocument.Load(reader);
    }
}
