using PhotoScore.Core.Datasets.Findings;
using PhotoScore.Core.Reporting;
using PhotoScore.Core.Reporting.Html;

namespace PhotoScore.Core.Datasets.Reporting.Html;

/// <summary>What more than one split holds, which would make a test too easy.</summary>
internal static class LeakageSection
{
    public static Section? Of(DatasetReport report) => report.Findings.Leakage is not { } leakage ? null : new("leakage", "Leakage", Markup.Of(
        $"""
        <p>{Words(leakage)}</p>
        {Table(leakage)}
        {(leakage.Examples.Count == 0 ? Markup.Empty : Markup.Of($"<ul>{leakage.Examples.Select(example => Markup.Of($"<li>{Parts.Foreign(Text.Clip(example, 300))}</li>\n"))}</ul>"))}
        """));

    private static string Words(LeakageFindings leakage) => leakage.IsEmpty
        ? $"No duplicate, file or address among {Show.Count(leakage.Photos, "photo", "photos")} lies in more than one split{(leakage.AllowedAuthors == 0 ? ", and no author has photos in two of them" : "")}."
        : "Some photos of one split are known from another: what a model learns of them makes its test too easy.";

    private static Markup Table(LeakageFindings leakage)
    {
        if (leakage is { IsEmpty: true, AllowedAuthors: 0 })
            return Markup.Empty;
        (string Name, int Count)[] rows =
        [
            ("Clusters of duplicates", leakage.Clusters), ("Byte-identical photos", leakage.Files), ("Addresses", leakage.Urls),
            ("Authors", leakage.Authors), ("Authors, as the recipe allows", leakage.AllowedAuthors),
        ];
        return Parts.Table(["In more than one split", "Count"], rows.Select(row => (IReadOnlyList<Markup>)[Parts.Of(row.Name), Parts.Count(row.Count)]));
    }
}
