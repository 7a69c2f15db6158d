using System.Text.Json;
using PhotoScore.Core.Naming;

namespace PhotoScore.Core.Datasets.Recipes;

/// <summary>How to build a dataset. The same recipe on the same input gives the same bytes.</summary>
public sealed record Recipe
{
    /// <summary>Where photos come from; at least one.</summary>
    public required IReadOnlyList<SourceRecipe> Sources { get; init; }

    /// <summary>How candidates are fetched.</summary>
    public DownloadRecipe Download { get; init; } = new();

    /// <summary>Which photos are large enough, and how they are stored.</summary>
    public ImageRecipe Image { get; init; } = new();

    /// <summary>What is left out, in this order.</summary>
    public IReadOnlyList<FilterRecipe> Filters { get; init; } = [];

    /// <summary>What counts as the same photo, and what happens to it.</summary>
    public DuplicatesRecipe Duplicates { get; init; } = new();

    /// <summary>Where the labels come from.</summary>
    public required LabelsRecipe Labels { get; init; }

    /// <summary>How photos are divided into train, validation and test.</summary>
    public SplitRecipe Split { get; init; } = new();

    /// <summary>
    /// A training to start when the dataset is finished: a training request without <c>dataset</c> and <c>version</c>, plus the name of
    /// the <c>model</c>; none when null. Kept as it was sent, because what a training may ask for is not a dataset's business.
    /// </summary>
    public JsonElement? Train { get; init; }

    /// <summary>
    /// The version whose failures this one tries again: same candidates, nothing listed anew, and all that can't end otherwise carried over.
    /// Null in an ordinary build; nobody writes it in a recipe, <c>retry-failed</c> does.
    /// </summary>
    public VersionId? RetryOf { get; init; }
}
