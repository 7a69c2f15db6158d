namespace PhotoScore.Core.Datasets.Reporting.Html;

/// <summary>The photos that are the same, and those of them that were labelled differently.</summary>
internal static class DuplicatesSection
{
    public static Section Of(DatasetReport report)
    {
        var duplicates = report.Duplicates;
        return new("duplicates", "Duplicates", Markup.Of(
            $"""
            <p>{Words(duplicates)}</p>
            {Clusters(duplicates.Largest, Outcome)}
            """));
    }

    public static Section? Conflicts(DatasetReport report)
    {
        var duplicates = report.Duplicates;
        return duplicates.ConflictingClusters == 0 ? null : new Section("conflicts", "Label conflicts", Markup.Of(
            $"""
            <p>{Show.Count(duplicates.ConflictingClusters, "cluster holds the same photo", "clusters hold the same photos")} under different labels. {Shown(duplicates.Conflicts.Count, duplicates.ConflictingClusters)}</p>
            {Clusters(duplicates.Conflicts, Label)}
            """));
    }

    private static string Words(DuplicateSummary duplicates) => duplicates.Clusters == 0
        ? "No two photos are the same."
        : $"{Show.Count(duplicates.Photos)} photos lie in {Show.Count(duplicates.Clusters, "cluster", "clusters")} of the same photo. {Shown(duplicates.Largest.Count, duplicates.Clusters - duplicates.ConflictingClusters)}";

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
