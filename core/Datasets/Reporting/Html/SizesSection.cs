using PhotoScore.Core.Reporting;
using PhotoScore.Core.Reporting.Html;

namespace PhotoScore.Core.Datasets.Reporting.Html;

/// <summary>How large the originals are.</summary>
internal static class SizesSection
{
    public static Section Of(DatasetReport report) => new("sizes", "Sizes", Markup.Of(
        $"""
        <p>The originals of the kept photos, before they were resized; formats by content: {string.Join(", ", report.Formats.Top.Select(format => $"{format.Name} {Show.Share(format.Count, report.Photos)}"))}.</p>
        <div class="charts">
        {Chart(report, "Width", report.Sizes.Width, Pixels)}
        {Chart(report, "Height", report.Sizes.Height, Pixels)}
        {Chart(report, "Aspect", report.Sizes.Aspect, Aspect)}
        {Chart(report, "File size", report.Sizes.Bytes, Show.Bytes)}
        </div>
        {(report.Sizes.Width.Counts.Count == 1 ? Markup.Empty : Markup.Of($"<p class=\"legend\">{report.Classes.Select(one => Markup.Of($"{Parts.Class(one.Label, one.Name)} "))}</p>\n"))}
        """));

    // A chart of one value says less than the value.
    private static Markup Chart(DatasetReport report, string title, Histogram histogram, Func<double, string> show) => Markup.Of(
        $"""
        <div><h3>{title} <small>{Extent(histogram, show)}</small></h3>
        {(histogram.Smallest == histogram.Largest ? Markup.Empty : HistogramChart.Of(histogram, title, [.. report.Classes.Select(one => one.Name)], show))}</div>

        """);

    private static string Extent(Histogram histogram, Func<double, string> show) =>
        histogram.Smallest == histogram.Largest ? $"all {show(histogram.Smallest)}" : $"{show(histogram.Smallest)} to {show(histogram.Largest)}";

    private static string Pixels(double pixels) => $"{Show.Count((long)Math.Round(pixels))} px";

    private static string Aspect(double aspect) => aspect.ToString("0.00", System.Globalization.CultureInfo.InvariantCulture);
}
