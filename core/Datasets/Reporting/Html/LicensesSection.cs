using PhotoScore.Core.Reporting.Html;

namespace PhotoScore.Core.Datasets.Reporting.Html;

/// <summary>What may be done with the photos, and who made those that this page shows.</summary>
internal static class LicensesSection
{
    public static Section Of(DatasetReport report) => new("licences", "Licences", Markup.Of(
        $"""
        <p>{Known(report)}</p>
        {SourcesSection.Ranked("Stated licences", "Licence", report.Licenses, report.Photos)}
        {Attribution([.. Shown(report).Where(photo => photo is not { Title: null, Author: null, License: null })])}
        """));

    private static string Known(DatasetReport report)
    {
        var without = report.Photos - report.Licenses.Total;
        return report.Licenses.Total == 0
            ? "The sources state no licence. The photos belong to whoever made them: ask before you publish any."
            : without == 0
                ? "The sources state a licence for every photo; it is theirs to be right."
                : $"The sources state no licence for {Show.Count(without)} of {Show.Count(report.Photos, "photo", "photos")} ({Show.Share(without, report.Photos)}): those belong to whoever made them.";
    }

    private static IEnumerable<ReportPhoto> Shown(DatasetReport report) => report.Classes.SelectMany(one => one.Samples)
        .Concat(report.Duplicates.Largest.Concat(report.Duplicates.Conflicts).SelectMany(cluster => cluster.Shown))
        .DistinctBy(photo => photo.Key);

    private static Markup Attribution(IReadOnlyList<ReportPhoto> photos) => photos.Count == 0 ? Markup.Empty : Parts.Details(
        $"Attribution of the {Show.Count(photos.Count, "picture", "pictures")} on this page",
        Parts.Table(["Title", "Author", "Licence"], photos.Select(Row), textColumns: 3));

    private static IReadOnlyList<Markup> Row(ReportPhoto photo) =>
        [Parts.Link(photo.Link, Parts.Foreign(photo.Title ?? photo.Id)), Parts.Foreign(photo.Author ?? "–"), Parts.Foreign(photo.License ?? "not stated")];
}
