namespace PhotoScore.Core.Datasets.Recipes;

/// <summary>Fixes the date that age-corrected scores count from.</summary>
public static class AgeCorrection
{
    /// <summary>The recipe with the date that it was accepted, in whole seconds, where its score needs a date and names none; otherwise the recipe itself.</summary>
    public static Recipe Settle(Recipe recipe, DateTimeOffset acceptedAt)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        if (recipe.Labels is not ScoreLabels { Score: { PerDayOnline: true, AsOf: null } score } labels)
            return recipe;
        var asOf = DateTimeOffset.FromUnixTimeSeconds(acceptedAt.ToUnixTimeSeconds());
        return recipe with { Labels = labels with { Score = score with { AsOf = asOf } } };
    }
}
