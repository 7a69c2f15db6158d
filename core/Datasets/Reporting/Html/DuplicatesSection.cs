using PhotoScore.Core.Datasets.Findings;
using PhotoScore.Core.Reporting;
using PhotoScore.Core.Reporting.Html;

namespace PhotoScore.Core.Datasets.Reporting.Html;

/// <summary>The photos that are the same, and those of them that were labelled differently.</summary>
internal static class DuplicatesSection
{
    public static Section Of(DatasetReport report)
    {
        var duplicates = report.Duplicates;
        return new("duplicates", "Duplicates", Markup.Of(
            $"""
            <p>{Words(duplicates)} {Kinds(report.Findings.Duplicates)}</p>
            {Clusters(duplicates.Largest, Outcome)}
            {Chains(report.Findings.Duplicates)}
            """));
    }

    public static Section? Conflicts(DatasetReport report)
    {
        var duplicates = report.Duplicates;
        return duplicates.ConflictingClusters == 0 ? null : new Section("conflicts", "Label conflicts", Markup.Of(
            $"""
            <p>{Show.Count(duplicates.ConflictingClusters, "cluster holds the same photo", "clusters hold the same photos")} under different labels. {Shown(duplicates.Conflicts.Count, duplicates.ConflictingClusters)}</p>
            {Clusters(duplicates.Conflicts, Label)}
            {Pairs(report.Findings.Duplicates)}
            """));
    }

    private static string Words(DuplicateSummary duplicates) => duplicates.Clusters == 0
        ? "No two photos are the same."
        : $"{Show.Count(duplicates.Photos)} photos lie in {Show.Count(duplicates.Clusters, "cluster", "clusters")} of the same photo. {Shown(duplicates.Largest.Count, duplicates.Clusters - duplicates.ConflictingClusters)}";

    private static string Kinds(DuplicateFindings? found)
    {
        List<string> kinds = [];
        if (found?.ExactClusters > 0)
            kinds.Add($"{Show.Count(found.ExactPhotos, "photo", "photos")} in {Show.Count(found.ExactClusters, "group", "groups")} are identical to the byte.");
        if (found?.NearClusters > 0)
            kinds.Add($"{Show.Count(found.NearPhotos, "photo", "photos")} in {Show.Count(found.NearClusters, "cluster", "clusters")} are alike, but not all to the byte.");
        if (found?.Unhashed > 0)
            kinds.Add($"{Show.Count(found.Unhashed, "photo has", "photos have")} too few features for a hash that can be trusted.");
        return string.Join(" ", kinds);
    }

    private static Markup Chains(DuplicateFindings? found) => found is not { Chained.Count: > 0 } ? Markup.Empty : Markup.Of(
        $"""
        <h3>Clusters that chain <small>{Show.Count(found.ChainedClusters)}</small></h3>
        <p class="note">Each photo is near to the next, but the ends are not near to each other: {Show.Count(found.ChainedPhotos)} photos, many of which may not be duplicates at all. A smaller distance or a diameter limit takes them apart.</p>
        {Parts.Table(["Cluster", "Photos", "Different files", "Diameter in bits"], found.Chained.Take(ReportLimits.NamesRanked).Select(Chain))}
        """);

    private static IReadOnlyList<Markup> Chain(DuplicateCluster cluster) =>
        [Markup.Of($"<code>{cluster.Cluster}</code>"), Parts.Count(cluster.Photos), Parts.Count(cluster.Files), Parts.Count(cluster.Diameter)];

    private static Markup Pairs(DuplicateFindings? found) => found is not { Conflicts.Count: > 0 } ? Markup.Empty : Parts.Table(
        ["Class", "and class", "Clusters with both"],
        found.Conflicts.Take(ReportLimits.NamesRanked).Select(pair => (IReadOnlyList<Markup>)
            [Parts.Foreign(Text.Clip(pair.First, ReportLimits.TitleLength)), Parts.Foreign(Text.Clip(pair.Second, ReportLimits.TitleLength)), Parts.Count(pair.Clusters)]),
        textColumns: 2);

    private static string Shown(int shown, int all) => shown < all ? $"The {Show.Count(shown)} largest of {Show.Count(all)} are shown." : "";

    private static Markup Clusters(IReadOnlyList<ReportCluster> clusters, Func<ReportPhoto, Markup> caption) => clusters.Count == 0
        ? Markup.Empty
        : Markup.Of($"<div class=\"clusters\">{clusters.Select(cluster => Cluster(cluster, caption))}</div>\n");

    private static Markup Cluster(ReportCluster cluster, Func<ReportPhoto, Markup> caption) => Markup.Of(
        $"""
        <div class="cluster"><p class="size">{Show.Count(cluster.Photos, "photo", "photos")}{(cluster.Shown.Count < cluster.Photos ? $", {cluster.Shown.Count} shown" : "")}</p>
        {Gallery.Of(cluster.Shown, caption)}</div>

        """);

    private static Markup Outcome(ReportPhoto photo) => Markup.Of($"<span class=\"outcome {Kind(photo)}\">{photo.Outcome}</span>");

    private static Markup Label(ReportPhoto photo) => Markup.Of(
        $"{(photo is { Label: { } label, Class: { } name } ? Parts.Class(label, name) : Parts.Of("no class"))}{Outcome(photo)}");

    private static string Kind(ReportPhoto photo) => photo.Outcome == Outcomes.Kept ? "kept" : "dropped";
}
