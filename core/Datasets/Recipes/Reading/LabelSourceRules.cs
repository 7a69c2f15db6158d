namespace PhotoScore.Core.Datasets.Recipes.Reading;

/// <summary>What labels ask of the sources: nothing that could never be.</summary>
internal static class LabelSourceRules
{
    /// <summary>Notes where labels need what none of the sources can give.</summary>
    /// <param name="labels">The labels as they were written.</param>
    /// <param name="read">The labels as they were read.</param>
    /// <param name="sources">The sources as they were read.</param>
    public static void Check(Node labels, LabelsRecipe read, IReadOnlyList<SourceRecipe> sources)
    {
        switch (read)
        {
            case FolderLabels:
                if (sources.Any(source => source is not FolderSource && source.Class is null))
                    Fault(labels, "kind", "Labels of kind folder need sources of kind folder, or a class on each other source; for others write given or score.");
                else
                    CheckNamed(labels, read, sources);
                break;
            case GivenLabels:
                if (sources.Any(source => source is not (FolderSource or UrlsSource) && source.Class is null))
                    Fault(labels, "kind", "Labels of kind given need a class on each source that gives none itself; add \"class\" to it, or write score.");
                else
                    CheckNamed(labels, read, sources);
                break;
            case ScoreLabels:
                if (sources.All(source => source is FolderSource or PicsumSource))
                    Fault(labels, "kind", "Labels of kind score need metrics, and neither folders nor random photos have any; write another kind, or name a source that has metrics.");
                break;
            case OneClassLabels one:
                CheckOneClass(labels, one.Positive, sources);
                break;
        }
    }

    // Only where every class is known before anything was listed.
    private static void CheckNamed(Node labels, LabelsRecipe read, IReadOnlyList<SourceRecipe> sources)
    {
        var unnamed = sources.Select(source => source.Class).OfType<string>().Distinct(StringComparer.Ordinal).Except(read.Names ?? [], StringComparer.Ordinal).ToList();
        if (read.Names is { Count: > 0 } && unnamed.Count > 0)
            Fault(labels, "names", $"Add {string.Join(", ", unnamed)}: sources have this class, and no photo of theirs would get a label.");
    }

    private static void CheckOneClass(Node labels, PositivePhotos positive, IReadOnlyList<SourceRecipe> sources)
    {
        if (positive.Class is { Length: > 0 } given)
        {
            if (sources.All(source => source.Class is not null ? source.Class != given : source is not (FolderSource or UrlsSource)))
                Fault(labels, "positive", $"No source can give the class '{given}'; add \"class\": \"{given}\" to the one that holds it.");
            else if (sources.All(source => source.Class == given))
                Fault(labels, "positive", "Every source has this class; add a source of other photos, such as random ones.");
            return;
        }

        if (positive.Sources.Any(source => source >= sources.Count))
            Fault(labels, "positive", $"There are {sources.Count} sources, so write indexes from 0 to {sources.Count - 1}.");
        else if (positive.Sources.Distinct().Count() == sources.Count)
            Fault(labels, "positive", "Every source is of the one class; add a source of other photos, such as random ones.");
    }

    private static void Fault(Node labels, string member, string message) => labels.Faults.Add($"{labels.Path}.{member}", message);
}
