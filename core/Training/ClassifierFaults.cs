namespace PhotoScore.Core.Training;

/// <summary>What is wrong with a request's classifier before anything is looked up.</summary>
internal static class ClassifierFaults
{
    // For each member the kinds that it means something to.
    private static readonly (string Member, Func<ClassifierSettings, bool> Given, string[] Kinds)[] Belonging =
    [
        ("c", settings => settings.C is not null, [ClassifierWords.Best, ClassifierWords.Logistic, ClassifierWords.Svm]),
        ("scaling", settings => settings.Scaling is not null, [ClassifierWords.Best, ClassifierWords.Logistic, ClassifierWords.Svm]),
        ("trees", settings => settings.Trees is not null, [ClassifierWords.Forest, ClassifierWords.IsolationForest]),
        ("mirror", settings => settings.Mirror is not null, [.. ClassifierWords.Discriminating]),
        ("class", settings => settings.Class is not null, [.. ClassifierWords.OneClass]),
        ("quantile", settings => settings.Quantile is not null, [.. ClassifierWords.OneClass]),
        ("neighbours", settings => settings.Neighbours is not null, [ClassifierWords.NearestNeighbours]),
        ("kernel", settings => settings.Kernel is not null, [ClassifierWords.OneClassSvm]),
        ("nu", settings => settings.Nu is not null, [ClassifierWords.OneClassSvm]),
        ("gamma", settings => settings.Gamma is not null, [ClassifierWords.OneClassSvm]),
    ];

    /// <summary>Every fault, by the camelCase path of the member it concerns; empty when there is none.</summary>
    public static IEnumerable<(string Path, string Fault)> Find(TrainingRequest request) =>
        request.Classifier is { } settings ? [.. Words(request.Architecture, settings), .. Strangers(request.Architecture, settings), .. Numbers(settings)] : [];

    private static IEnumerable<(string Path, string Fault)> Words(string? architecture, ClassifierSettings settings)
    {
        var kinds = ClassifierWords.KindsOf(architecture);
        if (kinds.Count == 0 && ArchitectureNames.All.Contains(architecture))
            yield return ("classifier", $"'{architecture}' learns by its own layers; leave it out, or choose an architecture that ends in -features, or {ClassifierWords.OneClassArchitecture}.");
        else if (settings.Kind is { } kind && kinds.Count > 0 && !kinds.Contains(kind))
            yield return ("classifier.kind", $"'{kind}' is none for {architecture}; choose one of {string.Join(", ", kinds)}.");

        var layers = ClassifierWords.LayersOf(architecture);
        if (settings.Layer is { } layer && !layers.Contains(layer))
            yield return ("classifier.layer", layers.Count == 0 ? $"{architecture} has only its last features; leave it out." : $"'{layer}' is not known; choose one of {string.Join(", ", layers)}.");
        if (settings.Scaling is { } scaling && !ClassifierWords.Scalings.Contains(scaling))
            yield return ("classifier.scaling", $"'{scaling}' is not known; choose one of {string.Join(", ", ClassifierWords.Scalings)}.");
        if (settings.Kernel is { } kernel && !ClassifierWords.Kernels.Contains(kernel))
            yield return ("classifier.kernel", $"'{kernel}' is not known; choose one of {string.Join(", ", ClassifierWords.Kernels)}.");
    }

    private static IEnumerable<(string Path, string Fault)> Strangers(string? architecture, ClassifierSettings settings)
    {
        var possible = settings.Kind is { } kind ? [kind] : ClassifierWords.KindsOf(architecture);
        foreach (var (member, given, kinds) in Belonging)
        {
            if (given(settings) && possible.Any(ClassifierWords.Kinds.Contains) && !possible.Any(kinds.Contains))
                yield return ($"classifier.{member}", $"It means something only to {string.Join(", ", kinds)}.");
        }

        if (settings is { Gamma: not null, Kernel: "linear" })
            yield return ("classifier.gamma", "A linear kernel has none.");
    }

    private static IEnumerable<(string Path, string Fault)> Numbers(ClassifierSettings settings)
    {
        if (settings.C is { } c && !(c is > 0 and <= 1e9))
            yield return ("classifier.c", "Must be above 0 and at most 1e9.");
        if (settings.Trees is < 1 or > 5000)
            yield return ("classifier.trees", "Must be from 1 to 5000.");
        if (settings.Quantile is { } quantile && !(quantile is > 0 and < 0.5))
            yield return ("classifier.quantile", "Must be above 0 and below 0.5.");
        if (settings.Neighbours is < 1 or > 1000)
            yield return ("classifier.neighbours", "Must be from 1 to 1000.");
        if (settings.Nu is { } nu && !(nu is > 0 and <= 1))
            yield return ("classifier.nu", "Must be above 0 and at most 1.");
        if (settings.Gamma is { } gamma && !(gamma is > 0 and <= 1e6))
            yield return ("classifier.gamma", "Must be above 0 and at most 1e6.");
    }
}
