using PhotoScore.Core.Reporting.Html;

namespace PhotoScore.Core.Datasets.Reporting.Html;

/// <summary>How the classes are balanced, and what their photos look like on the whole.</summary>
internal static class ClassesSection
{
    public static Section Of(DatasetReport report) => new("classes", "Classes", Markup.Of(
        $"""
        {Note(report)}
        {(report.ClassCount <= Parts.Colours ? Balance(report) : Markup.Empty)}
        {Parts.Table(["Class", .. SplitNames.All.Select(split => split.Name()), "Photos", "Share"], report.Classes.Select(one => Row(report, one)).Append(Total(report)))}
        {Means(report)}
        """));

    private static Markup Note(DatasetReport report) => report.Classes.Count < report.ClassCount
        ? Markup.Of($"<p>The {Show.Count(report.Classes.Count)} largest of {Show.Count(report.ClassCount)} classes.</p>")
        : Markup.Empty;

    private static Markup Balance(DatasetReport report) => Markup.Of(
        $"""
        <div class="balance">
        {SplitNames.All.Select((split, i) => SplitBar(report, split.Name(), i))}
        </div>
        <p class="legend">{report.Classes.Select(one => Markup.Of($"{Parts.Class(one.Label, one.Name)} "))}</p>

        """);

    private static Markup SplitBar(DatasetReport report, string name, int split)
    {
        var all = report.Classes.Sum(one => one.Splits[split]);
        var left = 0.0;
        var bars = new List<Markup>();
        foreach (var one in report.Classes)
        {
            var width = 100.0 * one.Splits[split] / Math.Max(1, all);
            bars.Add(Markup.Of($"""<rect class="{Parts.Colour(one.Label)}" x="{left}" width="{width}" height="1"><title>{one.Name}: {Show.Count(one.Splits[split])}</title></rect>"""));
            left += width;
        }
        var alt = $"{name}: {string.Join(", ", report.Classes.Select(one => $"{one.Name} {Show.Share(one.Splits[split], all)}"))}";
        return Markup.Of(
            $"""
            <span class="step">{name}</span><svg class="bar tall" viewBox="0 0 100 1" preserveAspectRatio="none" role="img" aria-label="{alt}"><rect class="track" width="100" height="1" />{bars}</svg><span class="left">{Show.Count(all)}</span>

            """);
    }

    private static IReadOnlyList<Markup> Row(DatasetReport report, ClassReport one) =>
        [Parts.Class(one.Label, one.Name), .. one.Splits.Select(count => Parts.Count(count)), Parts.Count(one.Photos), Parts.Of(Show.Share(one.Photos, report.Photos))];

    private static IReadOnlyList<Markup> Total(DatasetReport report) =>
    [
        Parts.Of(report.Classes.Count < report.ClassCount ? "Listed classes" : "All"),
        .. SplitNames.All.Select((_, split) => Parts.Count(report.Classes.Sum(one => one.Splits[split]))),
        Parts.Count(report.Classes.Sum(one => one.Photos)),
        Parts.Of(Show.Share(report.Classes.Sum(one => one.Photos), report.Photos)),
    ];

    private static Markup Means(DatasetReport report)
    {
        var means = report.Classes.Where(one => one.Mean is not null).ToList();
        return means.Count == 0 ? Markup.Empty : Markup.Of(
            $"""
            <h3>Mean picture of each class</h3>
            <p class="note">Of the train split, at most 100 photos of each class and shard, squeezed to {means[0].Mean!.Width} × {means[0].Mean!.Height} pixels. A mean that shows a shape tells that the photos of the class are aligned; means that differ in brightness or tint tell of a shortcut.</p>
            <ul class="means">{means.Select(one => Markup.Of($"<li><figure>{Parts.Picture(one.Mean!, $"Mean picture of class {one.Name}", one.Name, "mean")}<figcaption>{Parts.Class(one.Label, one.Name)}</figcaption></figure></li>\n"))}</ul>

            """);
    }
}
