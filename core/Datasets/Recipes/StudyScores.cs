namespace PhotoScore.Core.Datasets.Recipes;

/// <summary>A score with a name, and the cut that goes with it when a recipe names none.</summary>
/// <param name="Score">How it is computed.</param>
/// <param name="Cut">Where classes divide.</param>
public sealed record NamedScore(ScoreRecipe Score, Cut Cut);

/// <summary>The scores of the studies by name. A stored recipe holds the score itself, so that it means the same for ever.</summary>
public static class StudyScores
{
    /// <summary>All of them.</summary>
    public static IReadOnlyDictionary<string, NamedScore> ByName { get; } = new SortedDictionary<string, NamedScore>(StringComparer.Ordinal)
    {
        ["favoritesPerView"] = new(new ScoreRecipe { Ratio = ["favorites", "views"], Smoothing = 1, Log = 2 }, new Cut { Kind = CutKind.Mean }),
        ["likesPerFollower"] = new(new ScoreRecipe { Ratio = ["likes", "followers"] }, new Cut { Kind = CutKind.Median }),
        ["popularity"] = new(new ScoreRecipe { Metric = "popularity" }, new Cut { Kind = CutKind.Quantiles, Quantiles = 3 }),
        ["favoritesPerDay"] = new(new ScoreRecipe { Metric = "favorites", Smoothing = 1, PerDayOnline = true, Log = 2 }, new Cut { Kind = CutKind.Median }),
    };
}
