using System.Text;
using System.Xml;
using System.Xml.Linq;
using PhotoScore.Core.Models;
using PhotoScore.Core.Models.Reporting;
using PhotoScore.Core.Models.Reporting.Html;
using static PhotoScore.Core.Tests.Models.Reporting.SomeModelReport;

namespace PhotoScore.Core.Tests.Models.Reporting;

public sealed class ModelReportPageTests
{
    private const string Hostile = "</title><script>alert(1)</script><img src=x onerror=\"alert('2')\"> &";

    [Fact]
    public void Render_hostile_text_stays_text()
    {
        var page = Parse(Of(Model("no", Hostile)));

        Assert.Empty(page.Descendants("script"));
        Assert.DoesNotContain(page.Descendants().Attributes(), attribute => attribute.Name.LocalName.StartsWith("on", StringComparison.OrdinalIgnoreCase));
        Assert.Contains(page.Descendants("bdi"), text => text.Value == Hostile);
    }

    [Fact]
    public void Render_two_classes_above_chance_says_so()
    {
        var text = Parse(Of(Model("no", "yes"))).Root!.Value;

        Assert.Contains("the balanced accuracy is 0.900", text, StringComparison.Ordinal);
        Assert.Contains("above the 0.500 of knowing nothing", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Render_three_classes_has_no_threshold_and_a_confusion_of_nine()
    {
        var page = Parse(Of(Model("cat", "cow", "dog")));

        Assert.Contains("The most probable class is answered.", page.Root!.Value, StringComparison.Ordinal);
        Assert.Equal(9, page.Descendants("td").Count(cell => cell.Attribute("class")?.Value.Contains("cell", StringComparison.Ordinal) == true));
    }

    [Fact]
    public void Render_test_photos_of_one_class_claim_nothing()
    {
        var page = Parse(Of(Model("no", "yes") with { Test = Metrics([(0, 9, 1)], 2) }));

        var text = page.Root!.Value;
        Assert.Contains("All 10 test photos are of 'no', and 0.900 of them are recognised.", text, StringComparison.Ordinal);
        Assert.DoesNotContain("of knowing nothing", text, StringComparison.Ordinal);
        Assert.DoesNotContain(page.Descendants("h3"), heading => heading.Value.StartsWith("ROC", StringComparison.Ordinal));
        Assert.Contains("no ROC curve", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Render_of_a_ranker_lists_its_order_with_intervals()
    {
        var model = Model("no", "yes");
        var test = model.Test with { RankCorrelation = 0.61, RankCorrelationInterval = [0.5, 0.7], PairAccuracy = 0.77, PairAccuracyInterval = [0.71, 0.83] };

        var rows = Parse(Of(model with { Test = test })).Descendants("tr").Select(row => string.Join(" | ", row.Elements().Select(cell => cell.Value))).ToList();

        Assert.Contains("Rank correlation with scores | 0.610 | 0.500 – 0.700 | – | –", rows);
        Assert.Contains("Pairs in the right order | 0.770 | 0.710 – 0.830 | – | –", rows);
        Assert.DoesNotContain("Rank correlation", Parse(Of(model)).Root!.Value, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.02, 0.09, "surely better.")]
    [InlineData(-0.02, 0.09, "which one is better can't be told.")]
    [InlineData(-0.09, -0.02, "surely worse.")]
    public void Render_beside_the_current_version_says_what_the_comparison_came_to(double low, double high, string verdict)
    {
        var (report, middle) = (Of(Model("no", "yes")), (low + high) / 2);
        var comparison = new ModelComparison { Current = new(1), TestPhotos = 20, Photos = 18, Difference = new(middle, low, high), McNemarPValue = 0.25 };

        var text = Parse(report with { Current = new(Model("no", "yes") with { Version = new(1) }, SameTest: true, comparison) }).Root!.Value;

        Assert.Contains("On the 18 of 20 test photos that v1 could not know", text, StringComparison.Ordinal);
        Assert.Contains(verdict, text, StringComparison.Ordinal);
    }

    [Fact]
    public void Render_beside_a_current_version_that_could_not_be_asked_says_why()
    {
        var comparison = new ModelComparison { Current = new(1), TestPhotos = 20, Photos = 0, Fault = "v1 learned from every test photo." };

        var text = Parse(Of(Model("no", "yes")) with { Current = new(Model("no", "yes") with { Version = new(1) }, SameTest: true, comparison) }).Root!.Value;

        Assert.Contains("v1 learned from every test photo.", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Render_the_same_report_gives_the_same_bytes() =>
        Assert.Equal(ModelReportPage.Render(Of(Model("no", "yes"))), ModelReportPage.Render(Of(Model("no", "yes"))));

    private static XDocument Parse(ModelReport report)
    {
        var html = Encoding.UTF8.GetString(ModelReportPage.Render(report));
        using var reader = XmlReader.Create(new StringReader(html), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore });
        return XDocument.Load(reader);
    }
}
